import pytest

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.merging import merged
from store.blueprint.models import models_of
from store.blueprint.plan import Plan
from store.blueprint.planning import plan
from store.classes import BUILT_IN
from store.errors import InvalidSchema
from store.fields import fields
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.store.blueprint.plans import PRODUCT, SHOP, of, stages

SYSTEM = Principal.system()
NAME = FieldPlan(name="name", kind="String", required=True)


@pytest.fixture(scope="module")
def store(shared: Store) -> Store:
    """A workspace with a deal; planning changes nothing of it."""
    with shared.records(SYSTEM) as records:
        records.create("Deal", {"title": "T", "stage": "lead"})
    return shared


def text(name: str) -> FieldPlan:
    return FieldPlan(name=name, kind="String")


def to(name: str, *targets: str, required: bool = False) -> FieldPlan:
    return FieldPlan(name=name, kind="Pointer", targets=targets, required=required)


def made(*plans: ClassPlan) -> Schema:
    return Schema.of(models_of(Blueprint(classes=plans)))


class TestABlueprintOfASchema:
    def test_makes_the_same_classes(self) -> None:
        assert models_of(blueprint_of(Schema.of())) == BUILT_IN

    def test_says_all_of_an_added_class(self) -> None:
        first = made(PRODUCT)

        assert blueprint_of(Schema.of(models_of(blueprint_of(first)))) == blueprint_of(first)

    def test_of_a_changed_class_keeps_what_it_does_not_speak_of(self) -> None:
        schema = made(
            ClassPlan(name="Deal", fields=(text("region"),)), ClassPlan(name="_User", fields=(text("phone"),))
        )

        deal, user = schema["Deal"], schema["_User"]
        written = {spec.name: spec.info.examples for spec in fields(BUILT_IN["Deal"])}
        assert {name: spec.info.examples for name, spec in deal.fields.items()} == written | {"region": None}
        assert deal.fields["title"].type is str
        assert deal.model.indexes == BUILT_IN["Deal"].indexes
        assert (user.model.public, user.model.managed) == (("username",), True)
        assert user.fields["password"].secret


class TestANewClass:
    @pytest.mark.parametrize(
        ("names", "title"),
        [
            (("code", "name"), "name"),
            (("code", "title"), "title"),
            (("code", "subject", "label"), "subject"),
            (("code", "city"), "code"),
            (("notes",), "name"),
            ((), "name"),
        ],
    )
    def test_has_something_to_be_called_by(self, names: tuple[str, ...], title: str) -> None:
        cls = made(ClassPlan(name="Site", fields=tuple(text(name) for name in names)))["Site"]

        assert cls.model.title_field == title
        assert title in cls.fields

    def test_belongs_to_its_people(self) -> None:
        plan = ClassPlan(
            name="Site", fields=(NAME, to("createdBy", "_User"), to("assignedTo", "_User"), to("guard", "_User"))
        )

        model = made(plan)["Site"].model
        assert (model.owners, model.stamped) == (("assigned_to", "created_by"), ("created_by",))

    def test_is_seen_with_what_it_is_a_part_of(self) -> None:
        schema = made(
            ClassPlan(name="Line", fields=(NAME, to("deal", "Deal", required=True), to("product", "Product"))),
            ClassPlan(name="Remark", fields=(text("notes"), to("relatedTo", "Contact", "Deal"))),
            ClassPlan(name="Product", fields=(NAME, to("supplier", "Company"))),
            ClassPlan(name="Visit", fields=(NAME, to("company", "Company", required=True), to("owner", "_User"))),
        )

        follows = {name: cls.model.follows for name, cls in schema.classes.items()}
        assert follows["Line"] == ("deal",)
        assert follows["Remark"] == ("related_to",)
        assert follows["Product"] == follows["Visit"] == ()

    def test_knows_its_dates_texts_and_last_values(self) -> None:
        status = FieldPlan(name="status", kind="String", values=("new", "in work", "Closed won", "cancelled"))
        cls = made(
            ClassPlan(
                name="Ticket",
                fields=(
                    NAME, text("description"), text("code"), status,
                    FieldPlan(name="dueDate", kind="Date"), FieldPlan(name="completedAt", kind="Date"),
                ),
            )
        )["Ticket"]  # fmt: skip

        assert cls.model.searchable == ("name", "description")
        assert cls.fields["description"].long
        assert cls.fields["description"].outside
        assert (cls.model.due_field, cls.model.done_field) == ("due_date", "completed_at")
        assert cls.fields["status"].terminal == ("Closed won", "cancelled")
        assert cls.fields["status"].info.default == "new"

    def test_may_point_twice_to_one_class_and_to_itself(self) -> None:
        cls = made(
            ClassPlan(name="Trip", fields=(NAME, to("start", "Company"), to("end", "Company"), to("parent", "Trip")))
        )["Trip"]

        assert [cls.fields[name].targets for name in ("start", "end", "parent")] == [("Company",)] * 2 + [("Trip",)]
        assert cls.model.follows == ()

    def test_keeps_the_names_of_its_fields_on_the_wire(self) -> None:
        cls = made(ClassPlan(name="Site", fields=(NAME, text("SKU"), text("tax_id"), text("select"), text("order"))))[
            "Site"
        ]

        assert {name: spec.wire for name, spec in cls.fields.items()} == {
            "name": "name", "sku": "SKU", "tax_id": "tax_id", "select": "select", "order": "order"
        }  # fmt: skip

    @pytest.mark.parametrize(
        "field",
        [
            FieldPlan(name="state", kind="String", values=("new", "lost", "won"), terminal=("won", "lost")),
            FieldPlan(name="state", kind="String", values=("new", "old"), default="old", required=True),
            FieldPlan(name="state", kind="String", closed=True),
            FieldPlan(name="state", kind="Boolean", default=False, required=True),
        ],
    )
    def test_is_no_difference_to_what_was_said(self, field: FieldPlan) -> None:
        wanted = of("Item", NAME, field)

        there = blueprint_of(made(*wanted.classes))

        assert merged(there, wanted) == there


class TestAPlan:
    def test_says_what_is_done_what_stays_and_who_sees_what(self, store: Store) -> None:
        planned = plan(store, SHOP)

        assert [(step.deed, step.about) for step in planned.steps] == [("create", "Product")]
        assert "Deal stays as it is." in planned.leaves
        assert planned.permissions[-1] == (
            "A Product is seen and changed by whoever made it and the user in assignedTo. Example: Ann makes one and"
            " sets assignedTo to Bob: Ann and Bob see it, Cem does not."
        )
        assert ("Product.status", "closed") in [(one.about, one.default) for one in planned.questions]
        assert planned.risk.startswith("Low")
        assert not planned.is_destructive

    @pytest.mark.parametrize(
        ("preset", "example"),
        [
            ("team", "Example: Ann makes one and sets assignedTo to Bob: Ann and Bob change it, Cem only sees it."),
            ("open", "Example: Ann makes one: Bob sees it, and may change it."),
        ],
    )
    def test_gives_examples_that_are_true_of_the_preset(self, store: Store, preset: str, example: str) -> None:
        planned = plan(store, Blueprint.model_validate({**SHOP.model_dump(), "preset": preset}))

        assert planned.permissions[-1].endswith(example)

    def test_tells_all_that_is_special_of_a_new_field(self, store: Store) -> None:
        deal = FieldPlan(name="deal", kind="Pointer", targets=("Deal",), on_delete="refuse")
        code = FieldPlan(name="code", kind="String", unique=True)
        state = FieldPlan(name="state", kind="String", values=("new", "used"), closed=True, default="used")
        fields = (NAME, code, state, FieldPlan(name="hot", kind="Boolean", default=False), deal)

        assert [step.sentence for step in plan(store, of("Item", *fields)).steps] == [
            "Item is added, with name (text, required), code (text, unique), state (text, only one of new and used,"
            " begins as used), hot (yes or no, begins as no), deal (Deal, keeps that from being deleted)."
        ]

    def test_asks_for_the_values_of_a_closed_list_without_any(self, store: Store) -> None:
        wanted = of("Item", NAME, FieldPlan(name="kind", kind="String", closed=True))

        planned = plan(store, wanted)

        assert ("Item.kind", "any text") in [(one.about, one.default) for one in planned.questions]
        after = planned.blueprint
        assert merged(after, wanted) == after

    def test_names_the_fields_that_are_kept_though_not_named(self, store: Store) -> None:
        planned = plan(store, of("Contact", text("name"), text("birthday")))

        assert [step.sentence for step in planned.steps] == ["Contact gets birthday (text)."]
        assert "Contact keeps email, phone, company, notes and createdBy, though not named." in planned.leaves

    def test_of_what_is_there_is_empty(self, store: Store) -> None:
        assert plan(store, blueprint_of(store.schema)).is_empty

    @pytest.mark.parametrize(
        "field",
        [
            FieldPlan(name="stage", kind="String"),
            FieldPlan(name="stage", kind="String", values=("qualified", "won")),
            FieldPlan(name="stage", kind="String", values=("lead",), terminal=("won",)),
            FieldPlan(name="company", kind="Pointer"),
            FieldPlan(name="title", kind="String", description="In other words."),
        ],
    )
    def test_takes_no_silence_for_a_difference(self, store: Store, field: FieldPlan) -> None:
        targets = ("Company",) if field.kind == "Pointer" else ()
        assert plan(store, of("Deal", field.model_copy(update={"targets": targets}))).is_empty

    def test_takes_no_field_for_required_that_the_server_fills(self, store: Store) -> None:
        assert plan(store, of("Company", to("createdBy", "_User", required=True))).is_empty

    def test_has_a_name_of_its_own(self, store: Store) -> None:
        names = {
            plan(store, SHOP).hash,
            plan(store, stages("new", "won")).hash,
            plan(store, stages("new", "lost")).hash,
            plan(store, Blueprint(preset="open")).hash,
            plan(store, Blueprint()).hash,
        }
        assert len(names) == 5
        assert Plan.model_validate(plan(store, SHOP).model_dump(mode="json")).hash == plan(store, SHOP).hash

    def test_lists_other_stages(self, store: Store) -> None:
        planned = plan(store, stages("new", "demo", "won", "lost"))

        assert [(need.key, need.records, need.suggestion) for need in planned.needs] == [("Deal.stage=lead", 1, "new")]
        (step,) = planned.steps
        assert step.sentence == (
            "Deal.stage offers new, demo, won and lost instead of lead, qualified, proposal, negotiation, won and lost"
            " and begins as new."
        )


class TestANameThatCannotBeUsed:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("class", "Call it kind"),
            ("objectId", "Call it itemObjectId"),
            ("createdAt", "Call it itemCreatedAt"),
            ("ACL", "Call it access"),
            ("_hidden", "Call it hidden"),
            ("größe", "Call it groesse"),
            ("naïve name", "Call it naiveName"),
            ("価格", "Call it itemField"),
            ("2nd", "Call it nd"),
            ("schema", "Call it itemSchema"),
            ("import", "Call it itemImport"),
            ("className", "Call it itemClassName"),
            ("constructor", "Call it itemConstructor"),
        ],
    )
    def test_of_a_field_is_refused_with_another(self, store: Store, name: str, said: str) -> None:
        with pytest.raises(InvalidSchema, match=f"No field of Item can be called .*: .*\\. {said}"):
            plan(store, of("Item", NAME, text(name)))

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("_Hidden", "Call it Hidden"),
            ("Café Table", "Call it CafeTable"),
            ("Query", "Call it MyQuery"),
            ("User", "There is a class _User already: say _User"),
            ("deal", "There is a class Deal already: say Deal"),
            ("Deals", "Call it MyDeals"),
            ("Deal_ACL", "Call it DealACL"),
            ("DealOrder", "Call it MyDealOrder"),
            ("Parley_change", "Call it ParleyChange"),
        ],
    )
    def test_of_a_class_is_refused_with_another(self, store: Store, name: str, said: str) -> None:
        with pytest.raises(InvalidSchema, match=said):
            plan(store, of(name, NAME))

    def test_is_no_word_of_sql(self, store: Store) -> None:
        planned = plan(
            store, Blueprint(classes=(ClassPlan(name="Order", fields=(NAME, text("group"), text("from_"))),))
        )
        assert [step.about for step in planned.steps] == ["Order"]

    def test_is_one_that_another_field_has_in_the_database(self, store: Store) -> None:
        with pytest.raises(InvalidSchema, match="its field taxId has the same name in the database"):
            plan(store, of("Item", NAME, text("taxId"), text("tax_id")))


class TestWhatCannotBe:
    @pytest.mark.parametrize(
        ("blueprint", "said"),
        [
            (of("Item", NAME, to("deal", "Deel")), "Item.deal points to Deel, which is no class; describe Deel too"),
            (of("Item", NAME, to("deal", "deal")), "points to deal, which is no class; say Deal"),
            (of("Item", NAME, NAME), "Item.name is described twice"),
            (Blueprint(classes=(ClassPlan(name="Item", fields=(NAME,)),) * 2), "Item is described twice"),
            (of("Item", FieldPlan(name="pin", kind="String", secret=True)), "Item.pin cannot be secret"),
            (of("_User", FieldPlan(name="badge", kind="String", required=True)), "people sign up without it"),
            (of("Item", FieldPlan(name="size", kind="String", values=("s", "s"))), "lists a value twice"),
            (
                of("Item", FieldPlan(name="size", kind="Number", default="much")),
                "cannot begin as 'much': its type is Number",
            ),
            (of("Item", FieldPlan(name="size", kind="Date", default="now")), "cannot begin as 'now': its type is Date"),
            (of("Item", FieldPlan(name="size", kind="Boolean", unique=True)), "only a String has `unique`"),
            (of("Item", FieldPlan(name="size", kind="String", targets=("Deal",))), "only a Pointer has `targets`"),
            (of("Item", FieldPlan(name="size", kind="String", values=("a", ""))), "1 to 200 characters"),
            (of("Item", FieldPlan(name="size", kind="String", values=("a",), terminal=("z",))), "ends with 'z'"),
            (of("Item", FieldPlan(name="size", kind="String", default="\x00")), "no database keeps"),
            (Blueprint(classes=(ClassPlan(name="Item", fields=(NAME,), description="\ud800"),)), "cannot be kept"),
            (
                Blueprint(classes=(ClassPlan(name="Item", fields=(NAME,), title="zzz"),)),
                "no field 'zzz' that can be what",
            ),
            (
                Blueprint(classes=(ClassPlan(name="Item", fields=(NAME,), due="name"),)),
                "no field 'name' that can be when",
            ),
            (
                Blueprint(classes=(ClassPlan(name="Item", fields=(NAME,), follows=("x",)),)),
                "no field 'x' that can be what",
            ),
            (
                Blueprint(classes=(ClassPlan(name="Item", fields=(NAME,), reveals=("a.b",)),)),
                "no field 'a' that can be",
            ),
            (Blueprint(classes=(ClassPlan(name="Item", fields=(NAME,), stamped=("name",)),)), "that can be its owners"),
        ],
    )
    def test_is_refused_with_the_reason(self, store: Store, blueprint: Blueprint, said: str) -> None:
        with pytest.raises(InvalidSchema, match=said):
            plan(store, blueprint)

    def test_is_a_circle_of_rules(self, store: Store) -> None:
        one = ClassPlan(name="One", fields=(NAME, to("other", "Other")), follows=("other",))
        other = ClassPlan(name="Other", fields=(NAME, to("one", "One")), follows=("one",))

        with pytest.raises(InvalidSchema, match="run in a circle"):
            plan(store, Blueprint(classes=(one, other)))

    def test_is_no_circle_that_nobody_asked_for(self, store: Store) -> None:
        one = ClassPlan(name="One", fields=(NAME, to("other", "Other", required=True)))
        other = ClassPlan(name="Other", fields=(NAME, to("one", "One", required=True)))

        planned = plan(store, Blueprint(classes=(one, other)))

        assert [cls.follows for cls in planned.blueprint.classes[-2:]] == [(), ("one",)]

    @pytest.mark.parametrize(
        ("mapping", "said"),
        [
            ({"Deel": None}, "'Deel', which is no class here"),
            ({"Deal": None}, "one of the five classes that are always there"),
            ({"Deal.sum": "value"}, "Deal has no such field"),
            ({"_User.email": None}, "needed to sign in"),
            ({"Deal.amount": "stage"}, "another field of Deal is called so"),
            ({"Deal.amount": "notes", "Deal.notes": "amount"}, "in a step of its own"),
            ({"Deal.stage=lead": "unheard"}, "none of its values"),
        ],
    )
    def test_is_a_mapping_of_what_is_not_there(self, store: Store, mapping: dict[str, str | None], said: str) -> None:
        with pytest.raises(InvalidSchema, match=said):
            plan(store, Blueprint(), mapping)
