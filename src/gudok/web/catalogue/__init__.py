"""Goods and services with prices, and the search that forgives typing."""
