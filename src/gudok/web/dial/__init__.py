"""Dialling: from a field, a customer's card, a list of calls, a link."""
