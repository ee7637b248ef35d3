"""The person, post, office, order, power or scope at an address, within what the hat sees; a stranger gets 404."""

from django.shortcuts import get_object_or_404

from sammachip.org.models import AuditScope, Office, Order, Person, Post, Power
from sammachip.web.decorators import Request


def person_seen(request: Request, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)


def office_seen(request: Request, code: str) -> Office:
    return get_object_or_404(Office.objects.visible_to(request.actor), code=code)


def post_seen(request: Request, pk: int) -> Post:
    return get_object_or_404(
        Post.objects.visible_to(request.actor).select_related("person", "office", "section"), pk=pk
    )


def order_seen(request: Request, pk: int) -> Order:
    return get_object_or_404(Order.objects.visible_to(request.actor).select_related("office"), pk=pk)


def power_seen(request: Request, pk: int) -> Power:
    seen = Power.objects.filter(order__in=Order.objects.visible_to(request.actor))
    return get_object_or_404(seen.select_related("order__office", "holder", "for_office"), pk=pk)


def scope_seen(request: Request, pk: int) -> AuditScope:
    seen = AuditScope.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("post__person", "post__office", "office"), pk=pk)
