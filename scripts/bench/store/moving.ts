import type mongoose from "mongoose"
import { AuditEntryModel } from "#models/audit/audit-entry.schema.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import type { Measure } from "../area.ts"
import { timeInTurn } from "../timing.ts"
import {
  createRegistrationTable,
  inOneTransaction,
  openBareSqlite,
  prepareRegistrationInsert,
} from "./bare-sqlite.ts"
import { manyOf, typicalRegistration } from "./typical-documents.ts"

const COUNT = 2_000
const FROM = 500_000
/** The driver's and the store's code is compiled only after some hundred rounds; an office's server is long past that. */
const ROUNDS = { rounds: 401, warmUp: 500 }
const DISK_ROUNDS = { rounds: 101, warmUp: 10 }

const WITHOUT_DISK: mongoose.mongo.TransactionOptions = { writeConcern: { w: 1 } }
/** As the app writes: answered when it is on the disk. */
const WITH_DISK: mongoose.mongo.TransactionOptions = {
  readConcern: { level: "snapshot" },
  writeConcern: { w: "majority" },
}

/**
 * A registration moved under compare-and-set with its audit row, in a transaction, against the same two statements in
 * one SQLite transaction; once without waiting for the disk on either side, once with both waiting.
 */
export const measureMoving = async (
  connection: mongoose.Connection,
  folder: string,
  say: (line: string) => void,
): Promise<Measure[]> => {
  say(`chuyển bước đăng ký kèm nhật ký, ${ROUNDS.rounds} lượt xen kẽ với SQLite`)
  const registrations = manyOf(typicalRegistration, COUNT, FROM)
  await RegistrationModel.insertMany(registrations)
  const bare = openMovingTables(folder, "bare-move", false, registrations)
  const bareOnDisk = openMovingTables(folder, "bare-move-disk", true, registrations)
  const idOf = (round: number) => registrations[(round * 7) % COUNT]?._id ?? ""
  let sequence = 1_000_000
  type Audit = (row: ReturnType<typeof auditRow>, session: mongoose.ClientSession) => Promise<unknown>
  const insertRow: Audit = (row, session) => AuditEntryModel.collection.insertOne(row as never, { session })
  const insertThroughModel: Audit = (row, session) => AuditEntryModel.insertMany([row], { session })
  const moveInStore = async (
    round: number,
    options: mongoose.mongo.TransactionOptions,
    audit: Audit = insertRow,
  ) => {
    const session = await connection.startSession()
    try {
      await session.withTransaction(async () => {
        const moved = await RegistrationModel.updateOne(
          { _id: idOf(round), revision: { $gte: 0 } },
          { $set: { workflow: workflowAfter(round), proposedLevel: "FULL" }, $inc: { revision: 1 } },
          { session },
        )
        if (moved.modifiedCount !== 1) throw new Error("nothing moved")
        sequence += 1
        await audit(auditRow(sequence, idOf(round)), session)
      }, options)
    } finally {
      await session.endSession()
    }
  }
  const medians = await timeInTurn(
    {
      store: (round) => moveInStore(round, WITHOUT_DISK),
      bare: (round) => bare.move(idOf(round), round, auditRow(round, idOf(round))),
      throughModels: (round) => moveInStore(round, WITHOUT_DISK, insertThroughModel),
    },
    ROUNDS,
  )
  const onDisk = await timeInTurn(
    {
      store: (round) => moveInStore(round, WITH_DISK),
      bare: (round) => bareOnDisk.move(idOf(round), round, auditRow(round, idOf(round))),
    },
    DISK_ROUNDS,
  )
  bare.close()
  bareOnDisk.close()
  return [
    ratio(
      "moveWithAudit",
      "Chuyển bước kèm nhật ký / hai câu lệnh SQLite (không chờ đĩa)",
      medians.store / medians.bare,
    ),
    ratio(
      "moveWithAuditOnDisk",
      "Chuyển bước kèm nhật ký / hai câu lệnh SQLite (cùng chờ đĩa)",
      onDisk.store / onDisk.bare,
    ),
    info(
      "moveThroughModelsMs",
      "… nhật ký qua mô hình mongoose (kiểm tra từng trường)",
      medians.throughModels,
    ),
    info("moveMs", "Chuyển bước kèm nhật ký, không chờ đĩa", medians.store),
    info("bareMoveMs", "Hai câu lệnh SQLite, không chờ đĩa", medians.bare),
    info("moveOnDiskMs", "Chuyển bước kèm nhật ký, chờ đĩa", onDisk.store),
    info("bareMoveOnDiskMs", "Hai câu lệnh SQLite, chờ đĩa", onDisk.bare),
  ]
}

const ratio = (name: string, title: string, value: number): Measure => ({
  name,
  title,
  value,
  unit: "×",
  target: { atMost: 8 },
})
const info = (name: string, title: string, value: number): Measure => ({
  name,
  title,
  value,
  unit: "ms",
  target: null,
})

const workflowAfter = (round: number) => ({
  machine: "registration",
  machineVersion: 1,
  value: round % 2 === 0 ? "appraised" : "registered",
  context: {
    proposal: { level: "FULL", answers: [], citation: "" },
    returnNote: "",
    history: [`lượt ${round}`],
  },
})

const auditRow = (sequence: number, id: string) => ({
  _id: sequence,
  at: "2023-03-15T01:00:00.000Z",
  by: "thamdinh.thu",
  byName: "Thẩm định viên",
  subject: { kind: "registration", id },
  type: "registration.appraised",
  from: "underAppraisal",
  to: "appraised",
  payload: { note: "Đủ điều kiện toàn trình theo tiêu chí từ a đến g", level: "FULL" },
  machineVersion: 1,
  previousHash: "62a1595fef04ffc52d00aa377a3c1b0b955c65805f84950a5686efb038b2983d",
  hash: "e2e267ff359dfc39f5160316cec5a34781b42ee6a00c6b16cc9e39db8a47df5c",
})

function openMovingTables(
  folder: string,
  name: string,
  waitsForDisk: boolean,
  registrations: ReturnType<typeof typicalRegistration>[],
) {
  const database = openBareSqlite(folder, name, waitsForDisk)
  createRegistrationTable(database)
  database.exec(`
    CREATE TABLE audit (id INTEGER PRIMARY KEY, kind TEXT, subject TEXT, body TEXT);
    CREATE INDEX by_subject ON audit (kind, subject, id);
  `)
  const insert = prepareRegistrationInsert(database)
  inOneTransaction(database, () => {
    for (const registration of registrations) insert(registration)
  })
  const update = database.prepare(`
    UPDATE registrations
    SET state = ?, revision = revision + 1,
      body = json_set(body, '$.workflow', json(?), '$.proposedLevel', ?, '$.revision', revision + 1)
    WHERE id = ? AND revision >= 0`)
  const log = database.prepare("INSERT INTO audit VALUES (?, ?, ?, ?)")
  return {
    move: (id: string, round: number, entry: ReturnType<typeof auditRow>) =>
      inOneTransaction(database, () => {
        const workflow = workflowAfter(round)
        if (update.run(workflow.value, JSON.stringify(workflow), "FULL", id).changes !== 1)
          throw new Error("nothing moved")
        log.run(entry._id, entry.subject.kind, entry.subject.id, JSON.stringify(entry))
      }),
    close: () => database.close(),
  }
}
