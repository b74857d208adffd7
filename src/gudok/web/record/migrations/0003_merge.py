from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0002_call_results"), ("record", "0002_line")]
    operations = []
