/**
 * `npm run verify:log -- CHECKPOINTS… [--key KEY] [--data DIR] [--entry PROOF.json]`: whether the log still says what checkpoints kept
 * outside the store say it said, and where it first does not. Files, or folders of `.checkpoint` files; a `.pdf` among them is a decision
 * that carries a checkpoint's digest. `--entry`: whether a proof leads to one of them, without a store. Exit 0: it does; 1: it does not;
 * 2: it could not be asked.
 */
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { formatInstant } from "#models/shared/dates.ts"
import { InvalidInputError, isOfficeError, NotFoundError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type Config, ConfigError, readConfig } from "#workflows/config.server.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import { proofFault, readEntryProof } from "#workflows/log-checkpoint/entry-proof.server.ts"
import {
  type GivenCheckpoints,
  keyGiven,
  readGiven,
} from "#workflows/log-checkpoint/given-checkpoints.server.ts"
import { verifyLog } from "#workflows/log-checkpoint/verify-log.server.ts"
import { openStoreToRead } from "#workflows/office-store.server.ts"

const USAGE =
  "Cách dùng: npm run verify:log -- MỐC_HOẶC_THƯ_MỤC… [--key KHÓA] [--data KHO] [--entry BẰNG_CHỨNG.json]"

try {
  const { positionals, values } = readArguments()
  const config = readConfig({ ...process.env, ...(values.data ? { DATA_DIR: values.data } : {}) })
  const places = positionals.length > 0 ? positionals : [config.checkpointDir].filter(existsSync)
  if (places.length === 0) throw new InvalidInputError(`Chưa có tệp mốc nào để đối chiếu. ${USAGE}`)
  const authorities = readAuthorities(config.trustedCertificates)
  const given = await readGiven(places, await keyGiven(values.key, config), authorities)
  const faults = values.entry === undefined ? await compare(config, given) : await follow(values.entry, given)
  for (const fault of faults) console.log(`SAI  ${fault}`)
  console.log(faults.length === 0 ? "Đúng như các mốc đã ký." : "KHÔNG đúng như các mốc đã ký.")
  process.exitCode = faults.length === 0 ? 0 : 1
} catch (error) {
  const isKnown = isOfficeError(error) || error instanceof ConfigError
  process.stderr.write(`${isKnown ? error.message : `Không thực hiện được: ${String(error)}`}\n`)
  process.exitCode = 2
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { data: { type: "string" }, key: { type: "string" }, entry: { type: "string" } },
    })
  } catch {
    throw new InvalidInputError(USAGE)
  }
}

async function compare(config: Config, given: GivenCheckpoints): Promise<string[]> {
  const store = await openStoreToRead(config)
  try {
    const { faults, covered, entries, checkpoints } = await verifyLog(given)
    for (const { statement, stamp } of checkpoints)
      console.log(
        `Mốc ${formatNumber(statement.entries)} mục, lập lúc ${formatInstant(statement.at)}; ${stamp}`,
      )
    console.log(`Các mốc ghi nhận ${formatNumber(covered)} mục; nhật ký có ${formatNumber(entries)} mục.`)
    if (entries > covered)
      console.log(
        `${formatNumber(entries - covered)} mục cuối chưa có mốc nào ghi nhận, nên chưa kiểm tra được.`,
      )
    return faults
  } finally {
    await store.close()
  }
}

async function follow(file: string, given: GivenCheckpoints): Promise<string[]> {
  if (!existsSync(file)) throw new NotFoundError(`Không tìm thấy tệp «${file}».`)
  const proof = readEntryProof(await readFile(file, "utf8"))
  const checkpoint = given.checkpoints.find(({ statement }) => statement.digest === proof.checkpoint.digest)
  if (!checkpoint)
    throw new NotFoundError(
      `Cần tệp mốc ${formatNumber(proof.checkpoint.entries)} mục (sha256 ${proof.checkpoint.digest}) để kiểm tra bằng chứng này.`,
    )
  const fault = proofFault(proof, checkpoint.statement)
  const { sequence, at, byName, by, type } = proof.entry
  console.log(
    `Mục ${formatNumber(sequence)}: ${formatInstant(new Date(at))}, ${byName || by}, ${type}; theo mốc ${formatNumber(checkpoint.statement.entries)} mục lập lúc ${formatInstant(checkpoint.statement.at)}.`,
  )
  return [...given.faults, ...(fault ? [fault] : [])]
}
