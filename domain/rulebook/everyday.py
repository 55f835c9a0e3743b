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
generative AI tool, artificial intelligence: ai model, language model, a.i., meta ai, qwen, ernie, character.ai,
    poe, you.com, phind
AI coding assistant, generated code: autocomplete, code completion, pair programmer, replit, lovable, aider, cline,
    devin
prompt, input: typed in, copy-paste, copy and paste, drop into, put into
generated content, output: ai-written, bot-written, machine-written, written by a bot, made by ai, ai-made
accuracy, verification of output: hallucinate, hallucinates, hallucination, makes things up, wrong answer, nonsense,
    double-check, fact check, fact-check
disclosure, transparency of AI use: tell people, own up, watermark, caption
automated decision-making, human oversight: decide by itself, decides by itself, without a human, rubber-stamp
bias, fairness: unfair, biased, skewed, discriminates
profiling, monitoring of employees: spy, spying, watch us, tracking me, keystrokes, screenshots, surveillance
emotion recognition, biometric data: mood, facial recognition, fingerprint, fingerprints, face scan, voiceprint
recording, transcription, consent: record a call, recording, record the meeting, transcript, transcribe
training data, fine-tuning a model: learn from, learns from, train on, trains on, trained on, retrain
intellectual property, copyright: artist, artists, plagiarise, plagiarism, pirated, stock photo, lyrics
approval, authorisation: green light, go-ahead, sign off, sign-off, okay from, allowed by
exception, waiver: make an exception, just this once, one-off, bend the rules
consequence, disciplinary action: penalties, lose my job, get away with, what happens if i, consequences
incident, report immediately: oops, messed up, screwed up, went wrong
data breach, misdirected message: wrong person, wrong address, wrong recipient, wrong attachment, reply all, bcc
loss or theft of equipment: nicked, left on the train, left in the taxi, left behind, pickpocket
credentials, secret key: api key, api keys, token, tokens, ssh key, private key, secrets
account sharing, delegation: share my account, use my account, cover for me, while i'm away
access rights, need to know: look up, peek, snoop, curious, curiosity, celebrity
offboarding, termination of employment: quits, quit, quitting, leaves the company, leaver, last day, laid off
onboarding, new employee: first day, new hire, new joiner, newcomer, newbie
screen lock, clear desk: step away, stepping away, coffee break, unattended, on my desk, sticky note, post-it,
    whiteboard
public network, travelling: airport, café, coffee shop, starbucks
personal device: own phone, my phone, my own laptop, my own computer, home computer, byod, family computer,
    tablet of mine
unauthorised software: browser extension, plugin, add-on, app store, freeware, shareware
external party, visitor: stranger, tailgating, tailgate, hold the door, delivery man
secure disposal: get rid of, old disks
backup, recovery: ransomed, disaster, power cut
encryption: encrypt, scrambled, bitlocker, zip password
vulnerability, patch: zero-day
change management, deployment: release on friday, go live, goes live, roll out, hotfix
logging, audit trail: who accessed
phishing, social engineering: gift card, gift cards, voucher, vouchers, ceo fraud, urgent transfer, clicked,
    click on, suspicious link, dodgy
payment fraud, change of bank details: new bank account, changed iban
classification, marking: unlabelled, secret or not, internal only
retention period, deletion: how long do we keep, wipe, purge
data subject request, right of access: what we hold on, what you know about me, see my data, copy of their data,
    forget me, be forgotten, akteneinsicht
special category data, health data: sick note, diagnosis, medical, patient, patients, disability
minors, children: teenager, teenagers, under 18, 13-year-old, school class
transfer abroad, third country: server in the us, american server, outside europe, china, overseas
supplier, due diligence: saas, software company, outsourcing, subcontractor, new tool from, start-up
contract, data processing agreement: dpa, terms of service, terms and conditions, small print, sign the contract
customer complaint: angry customer, angry guest, unhappy
marketing, public statements: advert, ad campaign, landing page, flyer, testimonial, slogan
press, media inquiry: reporter called, podcast, blog post
political activity, lobbying: politician, senator, mayor, petition
bribery, improper payment: bribe, speed things up, sweetener
gift, hospitality: tickets, concert, hamper, chocolates, box of, lunch on, free trip, perfume
conflict of interest: my brother, my sister, my wife, my husband, my cousin, my uncle, my friend owns,
    a friend of mine
outside employment, secondary activity: weekend job, evenings, own company, freelance, gig, board seat, start my own
competition, antitrust: rivals, competitor, competitors, fix prices, price list of, split the market
insider trading: buy shares, share price, before the results, broker
company property, assets: take home, company car, office supplies
expenses, travel costs: flight, business class, mileage, hotel bill
records, falsification: backdate, back-date, fake the, cook the books, round up the hours, timesheet, time sheet
health and safety, injury: burn, machine guard, unsafe, danger
alcohol, drugs, fitness for duty: hangover, exhausted, no sleep
violence, threats: threaten, threatened, threatens, hit me, punch, weapon, scared of
harassment, unwelcome conduct: creep, creeps, touches, touched, comments on my, jokes about, joke about,
    dirty jokes, texting me, stares, flirting, nickname
discrimination, equal opportunity: skin colour, headscarf, wheelchair, too old, gay, foreigner, ageist
respect, civil conduct: shout, shouts, shouting, yell, insulted, swears, gossip, mean to
retaliation, protection of reporters: punish me, afraid to, costs me my job, against me, lose my shift
reporting channel, anonymous report: hotline, anonymous, anonymously, tip off, who do i tell, whom do i tell,
    whom can i talk to, speak up
investigation: looked into, questioned, interview with hr
appeal, review of a decision: disagree, unfair decision, contest, challenge the decision, fight the decision,
    second opinion
training, awareness course: e-learning, refresher
working hours, remote work: from abroad, from the beach, bali, workation, my parents' place
relationship at work: going out with, sleeping with, in love, married to
sponsorship, donation: raffle, charity run, good cause, fundraising
environment, waste: recycling, carbon
academic integrity, misconduct: cheat, cheated, cheating, ghostwriter, essay mill, copied from
thesis, dissertation: phd, master's, bachelor's
peer review, manuscript: reviewing a paper, referee
customer-facing chatbot: chat window, chat widget, virtual assistant, web assistant, voice bot
synthetic media, likeness: avatar, fake video, fake voice, fake photo, invented picture, invented people, photoshop,
    lip sync
change of policy, review: who writes, update the policy, amend
ownership of the policy, responsible officer: who runs, who owns, whose job
emergency: life at risk, ambulance, middle of the night, at 2am
law enforcement request: subpoena, warrant, prosecutor
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
