import { expect, test } from "vitest"
import { ROLES, type Role } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { ROLE_TABLE } from "#workflows/role-table.server.ts"

/**
 * Who may do what, as the office agreed it: SP specialist, UH unit head, RV reviewer, CO chief of office, LD leader,
 * RC records clerk, CR coordinator, AD administrator. `o` only for the own agency, `x` for any, `.` never.
 */
const TABLE = `
action                        SP UH RV CO LD RC CR AD
register.view                 x  x  x  x  x  x  x  x
register.import               .  .  x  .  .  .  .  x
register.resolveChange        .  .  x  .  .  .  .  .
register.settleScope          .  .  x  .  .  .  .  .
evidence.import               .  .  x  .  .  .  x  .
regime.view                   x  x  x  x  x  x  x  x
regime.propose                .  .  .  .  .  .  .  x
regime.approve                .  .  .  x  .  .  .  .
readiness.view                .  .  x  x  .  x  .  x
administration.view           .  .  .  x  .  .  .  x
administration.draft          .  .  .  .  .  .  .  x
administration.confirm        .  .  .  x  .  .  .  x
administration.confirmLaw     .  .  .  x  .  .  .  .
session.end                   .  .  .  .  .  .  .  x
campaign.view                 x  x  x  x  x  x  x  x
campaign.oversee              .  .  x  x  x  .  x  .
campaign.run                  .  .  x  x  .  .  .  .
campaign.stop                 .  .  .  x  .  .  .  .
registration.view             o  o  .  .  .  .  .  .
registration.viewAll          .  .  x  x  x  x  x  x
registration.propose          o  .  .  .  .  .  .  .
registration.signOff          .  o  .  .  .  .  .  .
registration.withdraw         o  o  .  .  .  .  .  .
registration.appraise         .  .  x  .  .  .  .  .
registration.assign           .  .  x  x  .  .  .  .
registration.reassign         .  .  .  x  .  .  .  .
registration.giveOpinion      .  .  .  .  .  .  o  .
registration.giveUnitOpinion  o  o  .  .  .  .  .  .
registration.approve          .  .  x  x  .  .  .  .
registration.approveUrgently  .  .  .  x  .  .  .  .
registration.repeal           .  .  x  .  .  .  .  .
procedure.repeal              .  .  .  x  .  .  .  .
registration.takeOver         .  .  .  x  .  .  .  .
bulk.oversee                  .  .  .  .  .  .  .  x
edition.view                  x  x  x  x  x  x  x  x
edition.checkContent          .  .  .  x  .  .  .  .
edition.checkForm             .  .  .  .  .  x  .  .
edition.submit                .  .  .  x  .  .  .  .
edition.initial               .  .  .  x  .  .  .  .
edition.sign                  .  .  .  .  x  .  .  .
edition.number                .  .  .  .  .  x  .  .
edition.seal                  .  .  .  .  .  x  .  .
edition.issue                 .  .  .  .  .  x  .  .
edition.return                .  .  .  x  x  x  .  .
edition.correct               .  .  .  x  .  .  .  .
template.view                 x  x  x  x  x  x  x  x
template.revise               .  .  .  x  .  .  .  .
delivery.view                 x  x  x  x  x  x  x  x
delivery.run                  .  .  x  .  .  .  .  x
recovery.settle               .  .  .  .  .  x  .  x
reorganisation.view           .  .  x  x  .  .  .  x
reorganisation.draft          .  .  .  .  .  .  .  x
reorganisation.confirm        .  .  .  x  .  .  .  .
audit.view                    .  .  .  x  .  .  .  x
remark.answer                 o  o  .  .  .  .  .  .
remark.answerAny              .  .  x  x  .  .  .  .
deadline.view                 x  x  x  x  x  x  x  x
deadline.record               .  .  x  x  .  .  x  .
deadline.change               .  .  .  x  .  .  x  .
indicator.view                x  x  x  x  x  x  x  x
indicator.setTargets          .  .  .  .  .  .  x  x
indicator.import              .  .  .  .  .  .  x  .
dispatch.view                  .  .  .  x  .  .  .  x
dispatch.resend                .  .  .  .  .  .  .  x
delegation.view               x  x  x  x  x  x  x  x
delegation.decideInUnit       .  o  .  .  .  .  .  .
delegation.decide             .  .  .  x  .  .  .  .
delegation.oversee            .  .  .  x  .  .  .  x
work.handOver                 .  .  .  x  .  .  .  x
plan.view                     x  x  x  x  x  x  x  x
plan.draft                    .  .  .  .  .  .  x  .
plan.approve                  .  .  .  x  .  .  .  .
plan.issue                    .  .  .  .  .  x  .  .
plan.lookAtSites              .  .  .  x  .  .  x  x
planTask.report               o  o  o  o  .  .  o  .
planTask.reportForUnit        .  .  .  .  .  .  x  .
planTask.accept               .  .  .  x  .  .  x  .
report.view                   x  x  x  x  x  x  x  x
report.write                  o  o  o  o  .  .  o  .
report.writeForUnit           .  .  .  .  .  .  x  .
report.signOff                .  o  .  o  .  .  .  .
report.accept                 .  .  .  x  .  .  x  .
report.consolidate            .  .  .  .  .  .  x  .
report.reopen                 .  .  .  x  .  .  .  .
report.number                 .  .  .  .  .  x  .  .
report.sign                   .  .  .  .  x  .  .  .
clock.move                    x  x  x  x  x  x  x  x
`

const rows = TABLE.trim()
  .split("\n")
  .slice(1)
  .map((line) => line.trim().split(/\s+/))

test("the table names every action and every role", () => {
  expect(rows.map(([action]) => action).sort()).toEqual([...ROLE_TABLE.keys()].sort())
  for (const [, ...cells] of rows) expect(cells).toHaveLength(ROLES.length)
})

const cases = rows.flatMap(([action, ...cells]) =>
  cells.map((cell, index) => ({ action: action ?? "", role: ROLES[index] as Role, cell })),
)

test.each(cases)("$role × $action: $cell", ({ action, role, cell }) => {
  const actor = { id: "someone", name: "Ai đó", assignments: [{ role, agencyId: "so-tu-phap" }] }
  const rule = ROLE_TABLE.get(action)
  if (!rule) throw new Error(`no rule ${action}`)
  expect(isAllowed(actor, { action, ...rule }, "so-tu-phap")).toBe(cell !== ".")
  expect(isAllowed(actor, { action, ...rule }, "so-y-te")).toBe(cell === "x")
})

test("someone without an assignment may do nothing", () => {
  const nobody = { id: "nobody", name: "", assignments: [] }
  for (const [action, rule] of ROLE_TABLE)
    expect(isAllowed(nobody, { action, ...rule }, "so-tu-phap")).toBe(false)
})
