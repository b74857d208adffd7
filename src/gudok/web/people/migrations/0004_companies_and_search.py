# The names of companies become companies, and customers learn what they are found by. Nothing is lost: a name stays as
# it was written, and goes back as it was.

from django.db import migrations
from django.db.models import OuterRef, Subquery

from gudok.web.people import names

BATCH = 1000


def make(apps, schema_editor):
    Company, Customer = apps.get_model("people", "Company"), apps.get_model("people", "Customer")
    written = Customer.objects.exclude(company_text="").order_by().values_list("company_text", flat=True).distinct()
    fresh = [Company(name=name, key=names.key(name)[:240]) for name in written]
    Company.objects.bulk_create(fresh, batch_size=BATCH)
    theirs = Company.objects.filter(name=OuterRef("company_text")).values("pk")[:1]
    Customer.objects.exclude(company_text="").update(company=Subquery(theirs))
    batch = []
    for row in Customer.objects.only("name", "company_text").iterator(chunk_size=BATCH):
        row.name_key = names.key(row.name)
        row.found_by = names.plain(f"{row.name} {row.company_text}")
        batch.append(row)
        if len(batch) == BATCH:
            Customer.objects.bulk_update(batch, ["name_key", "found_by"])
            batch.clear()
    Customer.objects.bulk_update(batch, ["name_key", "found_by"])


def unmake(apps, schema_editor):
    Company, Customer = apps.get_model("people", "Company"), apps.get_model("people", "Customer")
    theirs = Company.objects.filter(pk=OuterRef("company")).values("name")[:1]
    Customer.objects.exclude(company=None).update(company_text=Subquery(theirs))


class Migration(migrations.Migration):
    dependencies = [("people", "0003_whole_people")]

    operations = [migrations.RunPython(make, unmake)]
