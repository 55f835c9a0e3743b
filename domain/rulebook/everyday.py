"""Everyday words and names of products, and what policies call them: "my boss" is a manager, Claude is an AI tool.

The list is general vocabulary, not that of any one rulebook. A question is read with the meaning added behind the word,
so nothing that was asked is lost.
"""

import re

MEANINGS = """
generative AI tool: chatgpt, chat gpt, gpt, gpt-4, gpt-5, openai, claude, gemini, bard, copilot, perplexity, deepseek,
    mistral, le chat, grok, llama, llm, llms, notebooklm, chatbot, chatbots, bot
AI coding assistant: cursor, codex, github copilot, claude code, windsurf, tabnine, vibe coding
AI image generator: midjourney, dall-e, dalle, stable diffusion, firefly, sora, generative fill
synthetic media, impersonation: deepfake, deepfakes, deep fake, voice clone, cloned voice, face swap
AI meeting assistant: otter, otter.ai, fireflies, notetaker, note taker, note-taker, read.ai, fathom
machine translation tool: deepl, google translate
AI writing assistant: grammarly, quillbot, jasper
AI detection software: turnitin, gptzero
external cloud storage: dropbox, google drive, onedrive, icloud, wetransfer, box.com
external messaging app: whatsapp, telegram, wechat, facebook messenger
personal e-mail: gmail, hotmail, yahoo, outlook.com, private mail, private email
social media: facebook, instagram, twitter, tiktok, linkedin, reddit, youtube, selfie
code repository: github, gitlab, bitbucket, stack overflow, repo, repos
video meeting: zoom, webex, google meet
removable media: usb, usb stick, thumb drive, flash drive, memory stick, sd card, external drive
mobile device: phone, iphone, android, smartphone, ipad, tablet
device, computer: laptop, notebook, macbook, pc, chromebook
manager, supervisor: boss, bosses, team lead
password, credentials: login, log-in, pin, passcode, passphrase
multi-factor authentication: mfa, 2fa, sms code, authenticator app
access card: badge, key card
network: wifi, wi-fi, vpn, hotspot
colleague, employee: coworker, coworkers, co-worker, co-workers, teammate, teammates, workmate
customer, client: shopper, patron, buyer
supplier, third party: vendor, vendors, contractor, contractors, consultant, freelancer
holiday, leave: vacation, pto, time off, annual leave
security incident, breach: hacked, hack, hacker, hackers, leak, leaked, compromised
malware: virus, ransomware, trojan
phishing, suspicious message: weird mail, weird email, fake mail, fake mails, fake email, scam, odd attachment,
    strange link, spam
misconduct, disciplinary action: fired, sacked, in trouble, punished, get caught, gets caught
report a concern: whistleblow, whistleblower, snitch, tell on, blow the whistle
retaliation: revenge, payback, get back at
gift, hospitality: bottle of wine, free tickets, dinner invitation, christmas hamper, freebie, swag
bribe, facilitation payment: kickback, grease, under the table
conflict of interest: my brother's company, my wife's company, my sister's company, my husband's company
outside employment: side business, side hustle, side job, moonlight, moonlighting, second job
relative, family member: brother, sister, cousin, wife, husband, nephew, niece
personal relationship: dating, girlfriend, boyfriend, affair
inside information, securities: stock, stocks, insider
political activity: rally, campaign, election, party rally
donation, sponsorship: charity, donate, fundraiser
press, media: journalist, reporter, newspaper, tv crew
regulator, authority: watchdog, ico, ombudsman
harassment: yells, yelling, bully, bullying, mobbing, creepy, grope, touched me
discrimination: pregnant, because of my age, racist, sexist, homophobic
weapon: gun, rifle, knife, pistol
recruitment, applicants: cv, cvs, resume, resumes, job applicant, hiring, hire
human resources: hr
IT support: help desk, helpdesk
personal data: names and addresses, phone numbers, ssn, social security number, date of birth, customer list, gdpr
working remotely: home office, work from home, working from home, wfh, work from abroad
security update, patch: security fixes
penetration test: ethical hackers, pentest, pen test
open source licence: gpl, mit licence, mit license, apache licence, npm package, pip package
production: live system, live database, prod
personal use: private purposes, for myself, private use
alcohol, drugs: beer, beers, drunk, wine, weed, cannabis, hungover
author, authorship: coauthor, co-author, byline
confidential information: trade secret, nda, board paper, secret
assignment, coursework: homework, essay, essays, term paper
student: pupil, pupils
examination: finals, midterm, midterms, exam, exams
instructor, lecturer: professor, teacher, prof
administrator, privileged account: root, admin rights, sudo
dispose, destroy: shred, throw away, throw out
expense, reimbursement: company card, corporate card, receipt
"""


def _table() -> dict[str, str]:
    lines = (line.partition(": ") for line in MEANINGS.strip().replace(",\n    ", ", ").splitlines())
    return {word: meaning for meaning, _, words in lines for word in words.split(", ")}


_MEANING = _table()
_LONGEST_FIRST = sorted(_MEANING, key=len, reverse=True)
_WORD = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, _LONGEST_FIRST))})(?![\w-])", re.IGNORECASE)


def in_policy_words(question: str) -> str:
    """The question, each everyday word followed by what policies call it."""
    return _WORD.sub(lambda found: f"{found.group(1)} ({_MEANING[found.group(1).lower()]})", question)
