import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import { assignUnit } from "#models/online-service/assign-unit.ts"
import { ADMIN_LEVEL_LABELS } from "#models/shared/levels.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"
import { readNation } from "../nation.ts"

export const NATIONAL_LIST = "procedures/national-portal.jsonl.gz"

/** A day of the training year. */
const DAY = "2027-03-08"

/**
 * For each procedure of `reference/procedures.csv`: the levels of government of its record of 2026, and who carries it out in
 * Lâm Đồng of two levels. The table's own columns say both for the three levels of 2023.
 */
export const trainingUnitRows = async (dataDir: string) => {
  const nation = readNation()
  const lamDong = nation.provinces.find(({ code }) => code === "68")
  if (!lamDong) throw new Error("Lâm Đồng is a province")
  const chosen = nation.agenciesOf(lamDong).filter(({ isTicked }) => isTicked)
  const directory = provinceDirectory(nation, lamDong, chosen)
  const rows = completeRows((await readRegisterFile(readFileSync(path.join(dataDir, NATIONAL_LIST)))).rows)
  const records = new Map(rows.filter(isWhole).map(({ code, procedure }) => [code, procedure]))
  return tableCodes().flatMap((code) => {
    const procedure = records.get(code)
    const units = procedure?.adminLevels.flatMap((level) => {
      const found = assignUnit(procedure, level, directory, DAY)
      return found ? [{ level, name: found.unit.name }] : []
    })
    if (!units || units.length === 0) return []
    return {
      code,
      levels: units.map(({ level }) => ADMIN_LEVEL_LABELS[level]).join("; "),
      executing: units.map(({ name }) => name).join("; "),
    }
  })
}

const tableCodes = (): string[] => {
  const file = path.join(import.meta.dirname, "../../reference/procedures.csv")
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true })
  return rows.map((row) => row["Mã TTHC"] ?? "")
}
