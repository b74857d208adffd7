"""Customers and their telephone numbers."""
