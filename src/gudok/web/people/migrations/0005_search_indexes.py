# The old name of the company goes; PostgreSQL finds parts of words by an index where it has pg_trgm (else it reads on).

import logging

from django.db import DatabaseError, migrations, models, transaction

log = logging.getLogger(__name__)
INDEXES = {
    "customer_found_trgm": ("people_customer", "found_by"),
    "customer_key_trgm": ("people_customer", "name_key"),
    "phone_trgm": ("people_phone", "e164"),
    "email_trgm": ("people_email", "address"),
}


def add(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for name, (table, column) in INDEXES.items():
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({column} gin_trgm_ops)")
    except DatabaseError as error:
        log.warning("no index for parts of names, large lists are searched slowly: %s", error)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for name in INDEXES:
                cursor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("people", "0004_companies_and_search")]

    operations = [
        # With a default, so that going back finds something to fill the column with.
        migrations.AlterField(
            model_name="customer",
            name="company_text",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="Company"),
        ),
        migrations.RemoveField(model_name="customer", name="company_text"),
        migrations.RunPython(add, drop),
    ]
