"""A person's request (152-ФЗ, GDPR): all we hold about a customer on one page and in one file, and its erasing."""
