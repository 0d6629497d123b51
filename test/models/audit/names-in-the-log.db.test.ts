import { expect, test } from "vitest"
import { auditHash, findAuditTrail, readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import { AuditEntryModel } from "#models/audit/audit-entry.schema.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { withNames, withoutNames } from "#models/audit/named-entries.server.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { describeEntry } from "#workflows/screens/describe-entry.server.ts"

const office = officeForAll({ stage: "issued" })

const AT = new Date("2023-05-12T02:00:00.000Z")
const person = (id: string, fullName: string) => ({
  id,
  fullName,
  passwordHash: "x",
  active: true,
  trainingPassword: null,
  assignments: [],
})
const entries = async (): Promise<AuditEntry[]> => {
  const all: AuditEntry[] = []
  for await (const batch of readAuditLog()) all.push(...batch)
  return all
}

test("of a whole year up to the issue the log names nobody but who signs the decision and its Tờ trình", async () => {
  const log = await entries()
  expect(log.length).toBeGreaterThan(20)
  const signatory = office.staff.leader.name
  const named = log.flatMap((entry) =>
    Object.values(office.staff)
      .filter(({ name }) => JSON.stringify(entry).includes(name))
      .map(({ name }) => [entry.type, name] as const),
  )
  expect(named.length).toBeGreaterThan(0)
  for (const [type, name] of named) {
    expect(["submission.made", "decision.signed"]).toContain(type)
    expect(type === "submission.made" ? [signatory, office.staff.chief.name] : [signatory]).toContain(name)
  }
  expect(log.every(({ byName }) => byName === "")).toBe(true)
})

test("a line is shown with the name its person has today, in their own place and in another's", async () => {
  await saveUsers([person("nv.01", "Lê Thị Hoa"), person("nv.02", "Trần Văn Bình")])
  const place = {
    personId: "nv.02",
    name: "Trần Văn Bình",
    delegationId: "u1",
    ground: "phân công",
    position: "",
  }
  const draft = withoutNames(
    auditDraft(
      {
        subject: { kind: "campaign", id: "x" },
        type: "work.handedOver",
        payload: { from: "nv.01", to: "nv.02", reason: "nghỉ việc" },
      },
      { id: "nv.01", name: "Lê Thị Hoa", onBehalfOf: place },
      AT,
    ),
  )
  expect(JSON.stringify(draft)).not.toMatch(/Lê Thị|Trần Văn/u)
  const kept: AuditEntry = { ...draft, sequence: 1, previousHash: "0", hash: "1" }
  const [line] = (await withNames([kept])).map(describeEntry)
  expect(line?.byName).toBe("Lê Thị Hoa, thay Trần Văn Bình theo phân công")
  expect(line?.detail).toBe("Lê Thị Hoa → Trần Văn Bình; nghỉ việc")
  await saveUsers([person("nv.01", "Lê Thị Hoài")])
  expect((await withNames([kept]))[0]?.byName).toBe("Lê Thị Hoài")
})

test("what an earlier release wrote with names keeps its hash, and is shown as its people are called today", async () => {
  const before = await entries()
  const last = before.at(-1) as AuditEntry
  const earlier: AuditEntry = {
    ...last,
    sequence: last.sequence + 1,
    by: "nv.03",
    byName: "Ngô Thị Ba",
    subject: { kind: "deadline", id: "han-1" },
    type: "work.handedOver",
    payload: { from: "nv.03", fromName: "Ngô Thị Ba", to: "nv.04", toName: "Vũ Bốn", reason: "nghỉ hưu" },
    machineVersion: null,
    from: null,
    to: null,
    previousHash: last.hash,
    hash: "",
  }
  earlier.hash = auditHash(earlier)
  const { sequence, ...row } = earlier
  await AuditEntryModel.create([{ _id: sequence, ...row }])
  const [read] = await findAuditTrail("deadline", "han-1")
  expect(read && auditHash(read)).toBe(earlier.hash)
  const shown = async () => (await withNames(read ? [read] : [])).map(describeEntry)[0]
  // Nobody of that reference is known: what was written is all there is.
  expect((await shown())?.byName).toBe("Ngô Thị Ba")
  await saveUsers([person("nv.03", "Người đã xóa thông tin (mã nv.03)")])
  expect((await shown())?.byName).toBe("Người đã xóa thông tin (mã nv.03)")
  expect((await shown())?.detail).toBe("Người đã xóa thông tin (mã nv.03) → Vũ Bốn; nghỉ hưu")
  await AuditEntryModel.deleteOne({ _id: sequence })
})

test("the system and the people outside who write have names of their own", async () => {
  const as = (by: string): AuditEntry => ({
    ...auditDraft(
      { subject: { kind: "remark", id: "1" }, type: "remark.closed", payload: { procedureCode: "1" } },
      { id: by, name: "" },
      AT,
    ),
    sequence: 1,
    previousHash: "",
    hash: "",
  })
  const named = await withNames([as("he-thong"), as("nguoi-dan"), as("npm run user")])
  expect(named.map(({ byName }) => byName)).toEqual(["Hệ thống", "Người dân", "npm run user"])
})
