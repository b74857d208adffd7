"""Who lives in the demo world: staff and customers. The numbers lie in ranges that no operator has given to anybody."""

from __future__ import annotations

from typing import NamedTuple


class Member(NamedTuple):
    """Somebody of the staff. `robot` answers by SIP telephone and greets with `first`; `queues` are kinds of queues."""

    login: str
    name: str
    role: str
    queues: tuple[str, ...] = ()
    robot: bool = False

    @property
    def first(self) -> str:
        return self.name.split()[0]


class Customer(NamedTuple):
    """Somebody who calls; `sex` chooses the voice, `number` is E.164."""

    name: str
    sex: str
    number: str
    vip: bool = False
    company: str = ""
    note: str = ""


QUEUES = {"sales": "Продажи", "support": "Поддержка"}
NUMBERS = {"74950000101": "sales", "74950000102": "support", "*": "sales"}

BOTH = ("sales", "support")
STAFF = (
    Member("anna", "Анна Соколова", "operator", BOTH),
    Member("boris", "Борис Ильин", "operator", BOTH),
    Member("olga", "Ольга Морозова", "operator", BOTH, robot=True),
    Member("maxim", "Максим Орлов", "operator", ("sales",), robot=True),
    Member("daria", "Дарья Волкова", "operator", ("support",), robot=True),
    Member("irina", "Ирина Лебедева", "operator", BOTH, robot=True),
    Member("igor", "Игорь Кузнецов", "operator", BOTH, robot=True),
    Member("viktor", "Виктор Андреев", "supervisor"),
    Member("elena", "Елена Павлова", "administrator"),
)
ROBOTS = tuple(member for member in STAFF if member.robot)
HUMANS = tuple(member for member in STAFF if not member.robot)

CUSTOMERS = (
    Customer("Мария Иванова", "f", "+79160000113", vip=True, note="Постоянный клиент с 2019 года"),
    Customer("Сергей Громов", "m", "+79030000127", vip=True),
    Customer("Тамара Львова", "f", "+74950000140", vip=True, company="Гостиница «Заря»", note="Счета — на почту"),
    Customer("Алексей Петров", "m", "+79260000151"),
    Customer("Наталья Смирнова", "f", "+79150000168", note="Просит звонить после 18:00"),
    Customer("Дмитрий Козлов", "m", "+79050000179"),
    Customer("Екатерина Новикова", "f", "+79090000182"),
    Customer("Павел Зайцев", "m", "+79640000194", note="Два кондиционера, договор обслуживания"),
    Customer("Юлия Фёдорова", "f", "+79850000205"),
    Customer("Андрей Белов", "m", "+74990000216", company="ООО «Северный двор»"),
    Customer("Светлана Крылова", "f", "+78120000227", company="Кафе «У моста»"),
    Customer("Михаил Тарасов", "m", "+79110000238"),
    Customer("Галина Жукова", "f", "+79210000249"),
    Customer("Олег Савченко", "m", "+375291000251", note="Звонит из Минска"),
)
