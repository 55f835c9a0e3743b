"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.weights import FULL_WEIGHTS as FULL_TOLD
from domain.rulebook.weights import QUICK_WEIGHTS as QUICK_TOLD
