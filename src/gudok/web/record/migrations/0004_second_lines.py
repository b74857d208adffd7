from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("record", "0003_merge")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="leg",
            name="kind",
            field=models.CharField(
                choices=[("call", "Call"), ("consult", "Consult"), ("outside", "Outside")], default="call", max_length=8
            ),
        ),
        migrations.AddField(model_name="leg", name="number", field=models.CharField(blank=True, max_length=40)),
        migrations.AddField(model_name="leg", name="taken_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="leg", name="asides", field=models.JSONField(default=list)),
    ]
