"""What an audit is held against: the policies that a job puts in force, and whether its decisions name what there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hegui.words.errors import Fault, JobError, nearest
from hegui.words.jobs import Job
from hegui.words.places import Place
from hegui.words.standards import Adoption, Handbook, Standard

if TYPE_CHECKING:
    from hegui.policy import Policies
    from hegui.words.attestations import Attestable
    from hegui.words.profiles import Profile


@dataclass(frozen=True)
class Criteria:
    """Policies, profile, handbooks and standards of one audit."""

    policies: Policies
    profile: Profile
    handbooks: tuple[Handbook, ...]
    """In force, in the order of the profile, each as the job says that it was adopted."""
    standards: tuple[Standard, ...]
    """In force, with the figures that the profile sets."""

    @property
    def attestable(self) -> tuple[Attestable, ...]:
        """What persons attest of what is in force."""
        return self.policies.to_attest(self.profile)

    @property
    def adoptions(self) -> Mapping[str, Adoption]:
        """Handbook to its adoption, where it has one."""
        return {handbook.slug: handbook.adoption for handbook in self.handbooks if handbook.adoption is not None}


def criteria(job: Job) -> Criteria:
    """Load the policies that the job asks for.

    Raises:
        HeguiError: policies cannot be used, there is no such profile, or the job decides about what there is not.
    """
    from hegui.policy import load_policies

    policies = load_policies(job.policies)
    faults = list(_unknown(job, policies))
    if faults:
        raise JobError(faults)
    profile = policies.profile(job.profile, job.profile_place)
    in_force = (handbook for slug in profile.handbooks for handbook in policies.handbooks if handbook.slug == slug)
    handbooks = tuple(replace(handbook, adoption=job.adoptions.get(handbook.slug, handbook.adoption)) for handbook in in_force)
    return Criteria(policies, profile, handbooks, policies.in_force(profile))


def _unknown(job: Job, policies: Policies) -> Iterator[Fault]:
    """What waivers, objections, attestations and adoptions name and there is not: because of a slip of the pen they would go unnoticed."""
    standards = {standard.id: standard.log for standard in policies.standards}
    handbooks = {handbook.slug for handbook in policies.handbooks}
    for waiver in job.waivers:
        if waiver.standard not in standards:
            yield Fault(waiver.place, f"there is no standard {waiver.standard!r}", nearest(waiver.standard, standards))
    for objection in job.objections:
        if objection.standard is not None and objection.standard not in standards:
            yield Fault(objection.place, f"there is no standard {objection.standard!r}", nearest(objection.standard, standards))
        if objection.log != standards.get(objection.standard or "", objection.log):
            what = f"the standard {objection.standard!r} is on log {standards[objection.standard or '']!r}, and not on {objection.log!r}"
            yield Fault(objection.place, what, "write the log of the standard")
        if objection.log not in policies.vocabulary:
            yield Fault(objection.place, f"there is no log {objection.log!r}", nearest(objection.log, policies.vocabulary))
    yield from _called(job, policies)
    yield from _attested(job, policies)
    for slug in job.adoptions:
        if slug not in handbooks:
            yield Fault(Place("adoptions") if not job.place.file else job.place, f"there is no handbook {slug!r}", nearest(slug, handbooks))


def _attested(job: Job, policies: Policies) -> Iterator[Fault]:
    """Attestations that do not fit what can be attested."""
    entries = {entry.id: entry for entry in policies.attestable}
    logs = {standard.id: standard.log for standard in policies.standards}
    for record in job.attestations:
        name, entry = record.standard, entries.get(record.standard)
        if entry is None and name in logs:
            yield Fault(record.place, f"{name!r} is checked on log {logs[name]!r}, and is not attested", "remove the record")
        elif entry is None:
            yield Fault(record.place, f"there is nothing to attest called {name!r}", nearest(name, entries))
        elif record.clause != entry.clause:
            yield Fault(
                record.place, f"{name!r} belongs to clause {entry.clause!r}, and not to {record.clause!r}", "write the clause of the entry"
            )
        elif record.valid_until > entry.latest(record.signed_on):
            what = f"a record of {name!r} holds for at most {entry.valid_for}, and this one until {record.valid_until}"
            yield Fault(record.place, what, f"{entry.latest(record.signed_on)} is the last day")


def _called(job: Job, policies: Policies) -> Iterator[Fault]:
    """Handbooks adopted for units by their names: rows carry codes, so that they would bind nobody."""
    codes = {unit.code for unit in job.units}
    called = {call: unit.code for unit in job.units for call in (unit.name, *unit.aliases) if call not in codes}
    for handbook in policies.handbooks:
        if handbook.adoption is not None and handbook.slug not in job.adoptions:
            for name in handbook.adoption.units:
                if name in called:
                    what = f"the adoption of {handbook.slug!r} names a unit by its code, not as {name!r}"
                    yield Fault(handbook.place, what, f"write {called[name]}")
