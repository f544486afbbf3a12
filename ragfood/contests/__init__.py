"""Contests: the same questions over the same passages to several providers and models, measured and judged.

trials.py    who is compared, what is asked, what came of each answer
plan.py      questions made ready once for all, and what asking them may cost
contest.py   a comparison under way, in threads of its own; pages and terminals only watch it
archive.py   comparisons and votes on disk
quality.py   what can be said of an answer without a judge
spread.py verdicts.py blind.py   figures, who is faster and cheaper, what people preferred unseen
sheet.py picture.py              as a table and as a picture to take along
"""
