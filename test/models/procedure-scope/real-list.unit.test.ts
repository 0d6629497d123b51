import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { deriveServices } from "#models/online-service/derive-services.ts"
import { ownProvinceOn } from "#models/procedure-scope/own-province.ts"
import { scopeJudge } from "#models/procedure-scope/rule-scope.ts"
import { standingOf } from "#models/procedure-scope/scope-answer.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import { isReviewed } from "#workflows/scope/read-scopes.server.ts"
import { provinceDirectory } from "#workflows/setup/province-directory.ts"

const LIST = join(import.meta.dirname, "../../../../shared/data/procedures/national-portal.jsonl.gz")
const hasList = existsSync(LIST)
if (!hasList)
  process.stderr.write("\n*** SCOPE OF THE REAL LIST NOT TESTED: no ../shared/data/procedures here. ***\n\n")
const DAY = "2026-03-03"

test.skipIf(!hasList)(
  "of the nation's list a province of today reviews no other province's, internal or branch's row, and most is settled by rule",
  async () => {
    const nation = readNation()
    const lamDong = nation.provinces.find(({ code }) => code === "68")
    if (!lamDong) throw new Error("no Lâm Đồng")
    const directory = provinceDirectory(
      nation,
      lamDong,
      nation.agenciesOf(lamDong).filter(({ isTicked }) => isTicked),
    )
    const own = ownProvinceOn(directory.agencies, DAY)
    const { rows } = await readRegisterFile(readFileSync(LIST), { own, every: true })
    const judge = scopeJudge(directory, DAY)
    const judged = completeRows(rows)
      .filter(isWhole)
      .map(({ procedure, outside }) => ({
        procedure,
        scope: outside?.scope ?? judge(procedure).scope,
        standing: standingOf(procedure, judge(procedure), null),
      }))
    const count = (scope: string) => judged.filter((one) => one.scope === scope).length
    expect(count("INTERNAL")).toBe(43)
    // 646 were announced by provinces, five of them by this one.
    expect(count("OTHER_PROVINCE")).toBe(641)
    expect(count("TO_BE_SETTLED") / judged.length).toBeLessThan(0.08)

    const agencies = new Map(directory.agencies.map((agency) => [agency.id, agency]))
    const reviewed = judged
      .filter(({ scope }) => scope === "OURS")
      .flatMap(({ procedure, standing }) =>
        deriveServices(procedure, directory, DAY)
          .filter((service) => isReviewed(service, new Map([[procedure.code, standing]]), agencies))
          .map((service) => ({ service, procedure })),
      )
    expect(reviewed.length).toBeGreaterThan(1000)
    const branches = reviewed.filter(
      ({ service }) => agencies.get(service.unit.id)?.kind === "CENTRAL_BRANCH",
    )
    expect(branches).toEqual([])
    // What a commune's committee is given, a committee or nobody in particular executes – never a branch alone.
    const wrong = reviewed.filter(
      ({ service, procedure }) =>
        service.unit.kind === "GROUP" &&
        procedure.agencies.executing.length > 0 &&
        procedure.agencies.executing.every(({ name }) =>
          /công an|hải quan|^thuế|bảo hiểm xã hội|kho bạc|ngân hàng|biên phòng|đăng ký đất đai/iu.test(name),
        ),
    )
    expect(wrong.map(({ procedure }) => procedure.code)).toEqual([])
  },
  60_000,
)
