"""Customers as a table: CSV and XLSX in and out."""
