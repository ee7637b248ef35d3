"""Buying for a group: the report, offers, the order, deliveries, inspections, receipts, what is taken back, and what is not bought."""

from sammachip.money.actions_purchase.asking import Report, draft_purchase, save_purchase
from sammachip.money.actions_purchase.correcting import withdraw_step
from sammachip.money.actions_purchase.ending import end_buying
from sammachip.money.actions_purchase.ordering import Agreement, Offer, add_quotation, order_purchase
from sammachip.money.actions_purchase.taking import (
    Taken,
    Vendor,
    add_receipt,
    inspect_delivery,
    record_delivery,
)

__all__ = [
    "Agreement",
    "Offer",
    "Report",
    "Taken",
    "Vendor",
    "add_quotation",
    "add_receipt",
    "draft_purchase",
    "end_buying",
    "inspect_delivery",
    "order_purchase",
    "record_delivery",
    "save_purchase",
    "withdraw_step",
]
