"""Fixed wording of what stands beside the standards checked: attestations, conflicts of the handbooks, the choice of the profile."""

from __future__ import annotations

from hegui.words.attestations import AttestationState
from hegui.words.conflicts import ConflictKind
from hegui.words.text import Text

# Attestations

ATTESTATIONS = Text("声明事项", "Attestations")
ATTESTATIONS_NOTE = Text(
    "下列要求没有日志可以证明，只能由人声明：{counts}。程序未作任何检查，不计入已判定、符合或不符合；声明是否属实由审核员核对证明材料。",
    "No log shows what follows; persons attest it: {counts}. Nothing was checked here, and nothing of it counts as judged, conforming or "
    "nonconforming; whether it is true is for the auditor to verify by the evidence named.",
)
ATTESTATION_STATES = {
    AttestationState.ATTESTED: Text("已声明", "attested"),
    AttestationState.LAPSED: Text("声明已过期", "lapsed"),
    AttestationState.MISSING: Text("未声明", "missing"),
}
ATTESTED_REQUIREMENT = Text("要求", "Requirement")
ATTESTATION_STATE = Text("状态", "State")
ATTESTATION_RECORD = Text("声明记录", "Record")
VALID_UNTIL = Text("有效至", "Valid until")
LACKING = Text("日志所缺：{field}", "What no log holds: {field}")
OTHER_UNITS = Text("其余单位", "other units")
PROOF = Text("证明材料：{evidence}", "Evidence: {evidence}")
SIGNED = Text("{by}，{on} 签署", "signed by {by} on {on}")
SIGNED_LATER = Text("签署日期晚于数据截止日，不作数", "signed after the day of the audit, so that it does not count")
STATED = Text("声明事项“{title}”：{state}", "attestation “{title}”: {state}")
STATED_UNTIL = Text("声明事项“{title}”：{state}，有效至 {until}", "attestation “{title}”: {state}, valid until {until}")
ATTESTED_BESIDES = Text(
    "另有 {n} 项要求没有日志可以证明，只能由人声明（{counts}），不计入上述标准，见第 7 章。",
    "Besides, persons attest what no log shows, {n} in number ({counts}); these are none of the standards above and stand in section 7.",
)

# Conflicts

CONFLICT_KIND = Text("性质", "Kind")
CONFLICT_KINDS = {
    ConflictKind.CONFLICT: Text("冲突", "conflict"),
    ConflictKind.TENSION: Text("待定", "tension"),
}
CONFLICT_CLAUSES = Text("相关条款", "Clauses")
HANDLING = Text("本次的处理", "How it is handled")
CONFLICTS_NOTE = Text(
    "现行手册之间或手册内部有 {n} 处要求不一致或有待明确，按下表处理；各册要求仍分别判定。",
    "The handbooks in force are at odds with each other or with themselves, or leave something to be settled, in {n} places; the table "
    "says how each is handled. Every handbook is still judged by its own.",
)

# The choice of the profile

CHOOSES = Text(
    "{title}（本方案只选用部分要求，未选用标准 {standards} 项、声明事项 {attestations} 项）",
    "{title} (it chooses among the requirements: standards left out {standards}, attestations left out {attestations})",
)
LEFT_OUT = Text("审核方案未选用 {n} 项", "left out by the profile: {n}")
