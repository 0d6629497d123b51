import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { AUDIT_SHAPES } from "#models/audit/audit-shapes.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findDelegations } from "#models/delegation/delegation.repository.server.ts"
import { findPlans } from "#models/plan/kept-plan.repository.server.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { findReferenceChanges } from "#models/reference-change/reference-change.repository.server.ts"
import { findRegimeProposals } from "#models/regime-proposal/regime-proposal.repository.server.ts"
import { readWorkflows } from "#models/registration/registration.repository.server.ts"
import { findReorganisations } from "#models/reorganisation/reorganisation.repository.server.ts"
import { findPeriods } from "#models/reporting-period/reporting-period.repository.server.ts"
import { canonicalJson, digestOf } from "#models/shared/digest.server.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import { referenceChangeChart } from "#workflows/administration/chart.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
import { delegationChart } from "#workflows/delegation/chart.ts"
import { planChart } from "#workflows/plan/chart.ts"
import { planTaskChart } from "#workflows/plan-task/chart.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { replay } from "#workflows/registration/registration-at.server.ts"
import { reorganisationChart } from "#workflows/reorganisation/chart.ts"
import { reportingPeriodChart } from "#workflows/reporting-period/chart.ts"
import { unitReportChart } from "#workflows/unit-report/chart.ts"
import type { Finding } from "./check-audit-chain.server.ts"
import { isProposalStep, replayProposal } from "./replay-proposal.ts"

/** Which entries of a kind of thing are steps; of proposed packs they carry no version of the chart. */
const STEPS: Record<string, (entry: AuditEntry) => boolean> = {
  registration: ({ machineVersion }) => machineVersion !== null,
  campaign: ({ machineVersion }) => machineVersion !== null,
  regime: isProposalStep,
  referenceChange: ({ machineVersion }) => machineVersion !== null,
  reorganisation: ({ machineVersion }) => machineVersion !== null,
  delegation: ({ machineVersion }) => machineVersion !== null,
  plan: ({ machineVersion }) => machineVersion !== null,
  planTask: ({ machineVersion }) => machineVersion !== null,
  unitReport: ({ machineVersion }) => machineVersion !== null,
  reportingPeriod: ({ machineVersion }) => machineVersion !== null,
}

type Moved = { id: string; workflow: WorkflowSnapshot<string, object>; revision: number }

/** Replays every registration, campaign and proposed pack from the log and compares with what is stored; what is logged must be stored. */
export const checkReplay = async (
  entriesBySubject: Map<string, AuditEntry[]>,
): Promise<{ replayed: number; findings: Finding[] }> => {
  const findings: Finding[] = []
  const stored = new Set<string>()
  const erased = erasedDigests(entriesBySubject)
  for (const campaign of await findCampaigns(null, { withPlanned: true })) {
    const { kind, numberFirst, initials, annexesApart, amends } = campaign.workflow.context
    const input = { kind, numberFirst, initials, annexesApart, amends }
    findings.push(
      ...compare("campaign", campaign, entriesBySubject, (entries) => replay(campaignChart, entries, input)),
    )
    stored.add(`campaign:${campaign.id}`)
  }
  for await (const moved of readWorkflows()) {
    findings.push(
      ...compare("registration", moved, entriesBySubject, (entries) => replay(registrationChart, entries)),
    )
    stored.add(`registration:${moved.id}`)
  }
  for (const proposal of await findRegimeProposals()) {
    findings.push(
      ...compare("regime", proposal, entriesBySubject, (entries) => replayProposal(proposal, entries)),
    )
    stored.add(`regime:${proposal.id}`)
  }
  for (const change of await findReferenceChanges({})) {
    findings.push(
      ...compare("referenceChange", change, entriesBySubject, (entries) =>
        replay(referenceChangeChart, entries),
      ),
      ...(digestOf(change.rows) === (erased.get(change.id) ?? change.workflow.context.digest)
        ? []
        : [
            {
              check: "Dữ liệu nền",
              where: `referenceChange ${change.id}`,
              message: "Nội dung thay đổi khác lúc soạn.",
            },
          ]),
    )
    stored.add(`referenceChange:${change.id}`)
  }
  for (const act of await findReorganisations()) {
    findings.push(
      ...compare("reorganisation", act, entriesBySubject, (entries) => replay(reorganisationChart, entries)),
    )
    stored.add(`reorganisation:${act.id}`)
  }
  for (const delegation of await findDelegations()) {
    findings.push(
      ...compare("delegation", delegation, entriesBySubject, (entries) => replay(delegationChart, entries)),
    )
    stored.add(`delegation:${delegation.id}`)
  }
  for (const plan of await findPlans()) {
    findings.push(...compare("plan", plan, entriesBySubject, (entries) => replay(planChart, entries)))
    stored.add(`plan:${plan.id}`)
  }
  for (const task of await findAssignments()) {
    const { demands, ...context } = task.workflow.context
    // It began with what its plan asked then.
    const { needs, percent } = demands?.[0]?.was ?? context
    findings.push(
      ...compare("planTask", task, entriesBySubject, (entries) =>
        replay(planTaskChart, entries, { needs, percent }),
      ),
    )
    stored.add(`planTask:${task.id}`)
  }
  for (const report of await findReportStates({})) {
    findings.push(
      ...compare("unitReport", report, entriesBySubject, (entries) => replay(unitReportChart, entries)),
    )
    stored.add(`unitReport:${report.id}`)
  }
  for (const period of await findPeriods()) {
    findings.push(
      ...compare("reportingPeriod", period, entriesBySubject, (entries) =>
        replay(reportingPeriodChart, entries),
      ),
    )
    stored.add(`reportingPeriod:${period.id}`)
  }
  for (const [key, entries] of entriesBySubject) {
    // A refused access may name what never was; a step may not.
    const step = entries.find((entry) => STEPS[entry.subject.kind]?.(entry))
    if (step && !stored.has(key))
      findings.push({
        check: "Dựng lại từ nhật ký",
        where: `${step.subject.kind} ${step.subject.id}`,
        message: "Nhật ký có ghi nhưng không còn bản lưu.",
      })
  }
  return { replayed: stored.size, findings }
}

/** Of changes from which a person's details were erased, the digest of what is left, as the log has it. */
function erasedDigests(entriesBySubject: ReadonlyMap<string, AuditEntry[]>): Map<string, string> {
  const erasures = [...entriesBySubject]
    .filter(([key]) => key.startsWith("user:"))
    .flatMap(([, entries]) => entries.filter(({ type }) => type === "details.erased"))
    .sort((a, b) => a.sequence - b.sequence)
  return new Map(
    erasures.flatMap(({ payload }) =>
      AUDIT_SHAPES.user["details.erased"]
        .parse(payload)
        .changes.map(({ id, digest }) => [id, digest] as const),
    ),
  )
}

function compare(
  kind: string,
  stored: Moved,
  entriesBySubject: Map<string, AuditEntry[]>,
  replayed: (entries: AuditEntry[]) => WorkflowSnapshot<string, object>[],
): Finding[] {
  const entries = entriesBySubject.get(`${kind}:${stored.id}`) ?? []
  const found = (message: string): Finding[] => [
    { check: "Dựng lại từ nhật ký", where: `${kind} ${stored.id}`, message },
  ]
  try {
    const snapshots = replayed(entries)
    const last = snapshots.at(-1)
    if (snapshots.length - 1 !== stored.revision)
      return found(`Nhật ký có ${snapshots.length - 1} bước, bản lưu ghi ${stored.revision}.`)
    return canonicalJson(last) === canonicalJson(stored.workflow)
      ? []
      : found("Trạng thái lưu khác trạng thái dựng lại từ nhật ký.")
  } catch (error) {
    return found(`Không dựng lại được: ${error instanceof Error ? error.message : String(error)}`)
  }
}
