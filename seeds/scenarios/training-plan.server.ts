import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { getPlan } from "#models/plan/kept-plan.repository.server.ts"
import type { KeptPlan } from "#models/plan/kept-plan.ts"
import { type TaskWay, usualWay } from "#models/plan/task-way.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { draftRead } from "#workflows/plan/draft-plan.server.ts"
import { answerFault } from "#workflows/plan/edit-plan.server.ts"
import { issuePlan } from "#workflows/plan/issue-plan.server.ts"
import { keepPlanTasks } from "#workflows/plan/keep-tasks.server.ts"
import { stepPlan } from "#workflows/plan/step-plan.server.ts"
import { approvePlan } from "#workflows/plan/steps/approve.ts"
import { submitPlan } from "#workflows/plan/steps/submit.ts"
import { storedKnowledge } from "#workflows/plan/stored-knowledge.server.ts"
import { planLinesOfTables } from "#workflows/plan-reading/plan-line.ts"
import { readPlan } from "#workflows/plan-reading/read-plan.ts"

/** A plan a training province begins with; `ways` by number of the task. */
export type SeededPlan = {
  file: string
  number: string
  issuedOn: IsoDay
  title: string
  ways: Record<string, Partial<Omit<TaskWay, "place">>>
}

type Dependencies = OfficeDependencies & { reference: Pick<ReferenceReader, "issuerOn" | "signatoriesOn"> }

/** Reads a plan, answers what it is asked about, has it approved, issued and its tasks opened, all by the use-cases. */
export const seedPlan = async (d: Dependencies, seeded: SeededPlan): Promise<void> => {
  const staff = await staffOn(dayOf(d.clock.now()))
  const who = (role: Role, otherThan?: Actor): Actor => {
    const found = staff.find(
      ({ id, assignments }) => id !== otherThan?.id && assignments.some((one) => one.role === role),
    )
    if (!found) throw new Error(`nobody holds ${role}`)
    return found
  }
  const drafter = await authorise(d, who("COORDINATOR"), "plan.draft", { kind: "plan", id: "*" })
  const bytes = await readFile(join(import.meta.dirname, "../reference/plans", seeded.file))
  const read = readPlan(linesOf(bytes), await storedKnowledge())
  const named = {
    ...read,
    plan: { ...read.plan, documentNumber: `${seeded.number}/KH-UBND`, issuedOn: seeded.issuedOn },
  }
  const id = await draftRead(d, named, { fileName: seeded.file, sha256: sha256(bytes) }, drafter, {
    title: seeded.title,
    ways: read.content.rows.map(({ place, cells }) => ({ ...usualWay(place), ...seeded.ways[cells.number] })),
  })
  for (let plan = await getPlan(id); ; plan = await getPlan(id)) {
    const fault = plan.faults.find(({ answer }) => answer === null)
    if (!fault) break
    const left = { kind: "LEFT" as const, text: "Giữ như kế hoạch đã ban hành." }
    await answerFault(d, { ...seenOf(plan), faultId: fault.id, ...left, actor: drafter })
  }
  await stepPlan(d, submitPlan, { ...seenOf(await getPlan(id)), values: {}, actor: drafter })
  await stepPlan(d, approvePlan, {
    ...seenOf(await getPlan(id)),
    values: {},
    actor: who("CHIEF_OF_OFFICE", drafter),
  })
  const [signatory] = await ableSignatories(d, { issuingAuthority: "COMMITTEE" })
  const { number, issuedOn } = seeded
  const facts = { number, issuedOn, effectiveFrom: issuedOn, signatoryId: signatory.personId }
  await issuePlan(d, { ...seenOf(await getPlan(id)), facts, actor: who("RECORDS_CLERK") })
  await keepPlanTasks(d)
}

const linesOf = (csv: Uint8Array) => {
  const rows: string[][] = parse(Buffer.from(csv))
  return planLinesOfTables([{ name: "", rows: rows.map((cells, index) => ({ line: index + 1, cells })) }])
}

const seenOf = ({ id, revision }: KeptPlan) => ({ id, revision })

const BOUND = {
  "3.1": { act: "REVIEW_DONE" },
  "3.2": { act: "UNIT_REGISTERED" },
  "3.3": { act: "EDITION_ISSUED" },
  "3.4": { act: "RECORDS_LIVE" },
  "4.1": { act: "LEVELS_AGREE" },
} as const satisfies SeededPlan["ways"]

/** Kế hoạch 122/KH-UBND of Đắk Nông, 03/3/2023, as it reads once its faults of writing are mended. */
export const PLAN_122: SeededPlan = {
  file: "plan-122.csv",
  number: "122",
  issuedOn: "2023-03-03",
  title:
    "Triển khai thực hiện Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ quy định về việc cung cấp thông tin và dịch vụ công trực tuyến của cơ quan nhà nước trên môi trường mạng trên địa bàn tỉnh Đắk Nông",
  ways: {
    ...BOUND,
    "1.1": { needs: "SUB_PLAN" },
    "2.2": { measure: "COMPONENT" },
    "2.3": { measure: "LINKED" },
    "5.6": { needs: "BUDGET" },
  },
}

/** A made-up plan of Lâm Đồng for 2027, under two levels of government and NĐ 224/2026. */
export const PLAN_2027: SeededPlan = {
  file: "plan-2027.csv",
  number: "48",
  issuedOn: "2027-03-04",
  title: "Thực hiện Nghị định số 224/2026/NĐ-CP trên địa bàn tỉnh Lâm Đồng năm 2027",
  ways: {
    ...BOUND,
    "1.1": { needs: "SUB_PLAN" },
    "2.1": { measure: "COMPONENT" },
    "5.1": { needs: "BUDGET" },
  },
}
