"""Seeded runs in which people go on working while everything around them fails, and what must hold afterwards."""
