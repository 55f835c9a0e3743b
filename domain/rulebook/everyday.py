"""Everyday words and names of products, and what policies call them: "my boss" is a manager, Claude is an AI tool.

The list is general vocabulary, not that of any one rulebook. A question is read with the meaning added behind the word, so
nothing that was asked is lost.
"""

import re

MEANINGS = """
generative AI tool: chatgpt, gpt, gpt-4, gpt4, chat gpt, openai, claude, gemini, bard, copilot, perplexity, deepseek, mistral, le chat, grok, llama, llm, llms, notebooklm
AI coding assistant: cursor, codex, github copilot, claude code, windsurf, tabnine
AI image generator: midjourney, dall-e, dalle, stable diffusion, firefly, sora, generative fill
AI meeting assistant: otter, otter.ai, fireflies, notetaker, note taker, read.ai, fathom
machine translation tool: deepl, google translate
AI writing assistant: grammarly, quillbot, jasper
AI detection software: turnitin, gptzero
external cloud storage: dropbox, google drive, onedrive, icloud, wetransfer, box.com
external messaging app: whatsapp, telegram, signal, messenger, wechat
personal e-mail: gmail, hotmail, yahoo, outlook.com, private mail
social media: facebook, instagram, twitter, tiktok, linkedin, reddit, youtube
code repository: github, gitlab, bitbucket, stack overflow, repo, repos
video meeting: zoom, teams, webex, google meet
removable media: usb, usb stick, thumb drive, flash drive, memory stick, stick, sd card, external drive
mobile device: phone, iphone, android, smartphone, ipad, tablet, cell
device, computer: laptop, notebook, macbook, pc, chromebook
manager, supervisor: boss, team lead, lead, captain
password, credentials: login, log-in, pin, passcode, passphrase
colleague, employee: coworker, co-worker, teammate, teammates, workmate
customer, client: guest, guests, shopper, patron
supplier, third party: vendor, contractor, consultant, freelancer
holiday, leave: vacation, pto, time off
security incident, breach: hacked, hack, hacker, hackers, leak, leaked, compromised, virus, malware, ransomware
phishing, suspicious message: weird mail, weird email, fake mail, fake mails, scam, odd attachment, strange link, spam
misconduct, disciplinary action: fired, sacked, in trouble, punished, get caught
report a concern: whistleblow, snitch, tell on, blow the whistle, speak up
gift, hospitality: bottle of wine, free tickets, present, dinner invitation, christmas hamper
bribe, facilitation payment: kickback, grease, under the table, a little something
conflict of interest: my brother's company, my wife's company, my sister's company, side business, side hustle, moonlight, second job
inside information, securities: stock, stocks, shares, insider
press, media: journalist, reporter, newspaper
regulator, authority: watchdog, data protection authority, ico
harassment: yells, yelling, bully, bullying, mobbing, creepy, grope, touched me
discrimination: pregnant, because of my age, my religion, racist, sexist
recruitment, applicants: cv, cvs, resume, resumes, candidate, candidates, job applicant, hiring
personal data: names and addresses, phone numbers, ssn, social security number, date of birth, customer list
working remotely: home office, work from home, wfh, work from abroad, from abroad
security update, patch: security fixes, updates, fixes
penetration test: ethical hackers, pentest, pen test
open source licence: gpl, mit licence, apache licence, npm package, library
production: live system, live database, prod
personal use: private purposes, for myself, my own
alcohol, drugs: beer, beers, drunk, wine, weed, cannabis
author, authorship: coauthor, co-author, byline
confidential information: secret, trade secret, nda, board paper
assignment, coursework: homework, essay, essays, term paper, problem set
student: pupil, kid, pupils
examination: finals, midterm, midterms, exam, exams
instructor, lecturer: professor, teacher, prof
disclose, acknowledge: say which, mention it, must that be said
administrator, privileged account: root, admin rights, sudo
"""


def _table() -> dict[str, str]:
    lines = (line.partition(": ") for line in MEANINGS.strip().splitlines())
    return {word: meaning for meaning, _, words in lines for word in words.split(", ")}


_MEANING = _table()
_LONGEST_FIRST = sorted(_MEANING, key=len, reverse=True)
_WORD = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, _LONGEST_FIRST))})(?![\w-])", re.IGNORECASE)


def in_policy_words(question: str) -> str:
    """The question, each everyday word followed by what policies call it."""
    return _WORD.sub(lambda found: f"{found.group(1)} ({_MEANING[found.group(1).lower()]})", question)
