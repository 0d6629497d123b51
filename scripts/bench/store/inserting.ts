import type mongoose from "mongoose"
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
const ROUNDS = { rounds: 9, warmUp: 3 }

/** One insertMany of 2,000 registrations with the app's indexes against the same rows in one SQLite transaction. */
export const measureInserting = async (
  connection: mongoose.Connection,
  folder: string,
  say: (line: string) => void,
): Promise<Measure[]> => {
  say(`ghi ${COUNT} đăng ký một lần, ${ROUNDS.rounds} lượt xen kẽ với SQLite`)
  const bare = openBareSqlite(folder, "bare-insert")
  createRegistrationTable(bare)
  const insertBare = prepareRegistrationInsert(bare)
  const batch = (round: number) => manyOf(typicalRegistration, COUNT, round * COUNT)
  const batches = Array.from({ length: ROUNDS.rounds + ROUNDS.warmUp }, (_, round) => batch(round))
  const raw = connection.collection("bench_registrations")
  for (const [fields, options] of RegistrationModel.schema.indexes())
    await raw.createIndex(fields as never, options as never)
  const medians = await timeInTurn(
    {
      mongoose: (round) => RegistrationModel.insertMany(batches[round] ?? []),
      driver: (round) => raw.insertMany((batches[round] ?? []) as never[]),
      bare: (round) =>
        inOneTransaction(bare, () => {
          for (const registration of batches[round] ?? []) insertBare(registration)
        }),
    },
    ROUNDS,
  )
  bare.close()
  return [
    {
      name: "insertMany",
      title: "insertMany 2.000 đăng ký / cùng số dòng bằng SQLite",
      value: medians.driver / medians.bare,
      unit: "×",
      target: { atMost: 6 },
    },
    {
      name: "insertManyThroughModel",
      title: "… qua mô hình mongoose (kiểm tra từng trường) / SQLite",
      value: medians.mongoose / medians.bare,
      unit: "×",
      target: { atMost: 6 },
    },
    {
      name: "insertManyMs",
      title: "insertMany 2.000 đăng ký",
      value: medians.driver,
      unit: "ms",
      target: null,
    },
    { name: "bareInsertMs", title: "SQLite 2.000 dòng", value: medians.bare, unit: "ms", target: null },
  ]
}
