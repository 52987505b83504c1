"""Words and signs for enums that the first painting of the window can do without (see `labels`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from emndir.domain.freshness import Freshness, PaperRule
from emndir.search.results import Group, ReadAs
from emndir.ui.labels import keyed

KEYED = keyed(
    (
        {
            Freshness.FRESH: "Checked lately",
            Freshness.AGEING: "Call first",
            Freshness.EXPIRED: "Out of date",
            Freshness.UNCHECKED: "Not checked yet",
        },
        {
            PaperRule.LABEL: "Printed with its date and a warning",
            PaperRule.LEAVE_OUT: "Left out on paper",
        },
        {
            ReadAs.CANCER_SITE: "Cancer",
            ReadAs.STAGE: "Stage",
            ReadAs.SERVICE_TYPE: "Service",
            ReadAs.HELP_GROUP: "Kind of help",
            ReadAs.PLACE: "Near",
            ReadAs.PHONE: "Phone number",
            ReadAs.AUDIENCE: "For",
            ReadAs.ROUTE: "How to get in",
            ReadAs.DELIVERY: "How it is given",
            ReadAs.ORGANIZATION: "Run by",
            ReadAs.COST: "Cost",
            ReadAs.WHEN: "When",
        },
        {
            Group.FOR_SITE: "For this cancer",
            Group.FOR_ANY: "For any cancer",
            Group.REMOTE: "By phone, online or at home",
            Group.HOURS_UNKNOWN: "Hours do not say",
            Group.PLACES: "Places",
            Group.ALL: "Services",
        },
    )
)
"""Words by enum and member."""

ICONS: Mapping[object, str] = MappingProxyType(
    {
        ReadAs.CANCER_SITE: "ribbon",
        ReadAs.STAGE: "sign-direction",
        ReadAs.SERVICE_TYPE: "hand-heart-outline",
        ReadAs.HELP_GROUP: "hand-heart-outline",
        ReadAs.PLACE: "map-marker-outline",
        ReadAs.PHONE: "phone-outline",
        ReadAs.AUDIENCE: "account-outline",
        ReadAs.ROUTE: "account-arrow-right-outline",
        ReadAs.DELIVERY: "truck-delivery-outline",
        ReadAs.ORGANIZATION: "office-building-outline",
        ReadAs.COST: "cash",
        ReadAs.WHEN: "clock-outline",
    }
)
