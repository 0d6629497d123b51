import { ownProvinceOn } from "#models/procedure-scope/own-province.ts"
import { scopeJudge } from "#models/procedure-scope/rule-scope.ts"
import { SCOPE_LABELS, SCOPES, type Scope, type ScopeDoubt } from "#models/procedure-scope/scope.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import type { WholeRow } from "#workflows/register/register-row.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"

/** Lâm Đồng, the training province of two levels. */
const TRAINING_PROVINCE_OF_TODAY = "68"

type Judged = { scope: Scope; scopeReason: string; scopeDoubt: ScopeDoubt | null }

/** Judges whose the records of a file are, for a province on a day, as an office just set up would. */
export const scopesOn = (day: IsoDay, province: string | undefined) => {
  const directory = directoryOn(day, province)
  const judge = scopeJudge(directory, day)
  const scopeOf = ({ outside, procedure }: WholeRow): Judged => {
    if (outside) return { scope: outside.scope, scopeReason: outside.reason, scopeDoubt: null }
    const { scope, reason, doubt } = judge(procedure)
    return { scope, scopeReason: reason, scopeDoubt: doubt }
  }
  return {
    own: ownProvinceOn(directory.agencies, day),
    /** The services of the rows, in their order, each with whose it is. */
    beside: <Service extends { code: string }>(rows: readonly WholeRow[], services: readonly Service[]) => {
      const rowOf = rows.flatMap((row) => row.procedure.services.map(() => row))
      return services.map((service, at) => withScope(service, rowOf[at], scopeOf))
    },
    /** How many records are whose, as lines to print. */
    counted: (rows: readonly WholeRow[]): string[] => {
      const all = rows.map((row) => scopeOf(row).scope)
      return SCOPES.map((scope) => ({ scope, count: all.filter((one) => one === scope).length }))
        .filter(({ count }) => count > 0)
        .map(({ scope, count }) => `  Phạm vi «${SCOPE_LABELS[scope]}»: ${formatNumber(count)} thủ tục`)
    },
  }
}

function withScope<Service extends { code: string }>(
  service: Service,
  row: WholeRow | undefined,
  scopeOf: (row: WholeRow) => Judged,
): Service & Partial<Judged> {
  if (!row) return service
  const judged = scopeOf(row)
  // A deleted record keeps the code it is marked by, apart from the one that lives.
  return { ...service, ...(judged.scope === "DELETED" ? { code: row.code } : {}), ...judged }
}

function directoryOn(day: IsoDay, code: string | undefined) {
  const nation = readNation()
  if (code === undefined && day < nation.since) return UNIT_DIRECTORY
  const province = nation.provinces.find((one) => one.code === (code ?? TRAINING_PROVINCE_OF_TODAY))
  if (!province)
    throw new InvalidInputError(`Không có tỉnh, thành phố mã «${code}». Mã gồm hai chữ số, ví dụ 68.`)
  if (day < nation.since)
    throw new InvalidInputError(
      `Các tỉnh, thành phố trong bảng có từ ngày 01/7/2025: --province dùng cho ngày ấy về sau.`,
    )
  return provinceDirectory(
    nation,
    province,
    nation.agenciesOf(province).filter(({ isTicked }) => isTicked),
  )
}
