import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { entryNameInText } from "#models/catalogue-edition/entry-name.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { PROCEDURE_CODE, SERVICE_CODE } from "#models/procedure/procedure.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { ADMIN_LEVELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { normaliseText } from "#models/shared/text.ts"
import { composeAnnexes } from "./compose-annexes.ts"
import { decisionAbstract, textOfEdition } from "./edition-text.ts"
import { namedNumbers } from "./replaced-decision.ts"

/** One rule of decision-layout.md §11.2 on a frozen edition. */
export type EditionCheck = { rule: string; ok: boolean; message: string }

type Rule = {
  rule: string
  /** Said when it holds. */
  holds: string
  /** What is wrong, each a sentence part naming the row; empty when it holds. */
  faults(edition: FrozenEdition): string[]
  /** Asks what its documents say: an edition frozen before texts were kept cannot be asked. */
  ofTexts?: true
}

const RULES: Rule[] = [
  {
    rule: "rows",
    holds: "Danh mục có dịch vụ công.",
    faults: ({ entries }) => (entries.length > 0 ? [] : ["danh mục chưa có dịch vụ công nào"]),
  },
  {
    rule: "totals",
    holds: "Tổng số tại Điều 1 bằng số dòng của phụ lục, theo từng mức và từng cấp.",
    faults: totalsDiffer,
  },
  {
    rule: "duplicates",
    holds: "Không dịch vụ công nào xuất hiện hai lần.",
    faults: ({ entries }) =>
      repeatedOf(entries.map(({ serviceCode, unit }) => `${serviceCode} của ${unit.name}`)).map(
        (one) => `${one} xuất hiện nhiều lần`,
      ),
  },
  {
    rule: "caseNames",
    holds: "Các dịch vụ công của cùng một thủ tục, cùng cơ quan phân biệt được bằng tên trường hợp.",
    faults: ({ entries }) =>
      repeatedOf(
        entries
          .filter(({ caseName }) => caseName !== undefined)
          .map(
            (entry) => `thủ tục ${entry.procedure.code} «${entryNameInText(entry)}» của ${entry.unit.name}`,
          ),
      ).map((one) => `${one} có nhiều dịch vụ công cùng tên trường hợp, hãy đặt tên khác nhau`),
  },
  {
    rule: "branches",
    holds: "Dịch vụ công của cơ quan ngành dọc đứng riêng, không dịch vụ nào cũng ở trong danh mục.",
    faults: ({ entries, branches = [] }) => {
      const listed = new Set(entries.map(({ serviceId }) => serviceId))
      const ids = branches.map(({ serviceId }) => serviceId)
      return [
        ...ids.filter((id) => listed.has(id)).map((id) => `${id} đã là một dòng của danh mục`),
        ...repeatedOf(ids).map((id) => `${id} xuất hiện nhiều lần ở phụ lục của cơ quan ngành dọc`),
      ]
    },
  },
  {
    rule: "inForce",
    holds: "Mọi thủ tục đều đang công khai.",
    faults: each(
      (entry) => entry.procedure.state !== "PUBLIC",
      ({ procedure }) => `thủ tục ${procedure.code} không còn công khai`,
    ),
  },
  {
    rule: "partialReason",
    holds: "Mọi dịch vụ một phần đều có lý do và căn cứ.",
    faults: each(
      ({ level, partialReason, citation }) =>
        level === "PARTIAL" && (!partialReason || citation.trim() === ""),
      ({ serviceCode }) => `dịch vụ một phần ${serviceCode} thiếu lý do hoặc căn cứ`,
    ),
  },
  {
    rule: "names",
    holds: "Tên dịch vụ và cơ quan viết chuẩn (Unicode dựng sẵn, không thừa khoảng trắng).",
    faults: each(
      ({ serviceName, unit, agency, field }) =>
        [serviceName, unit.name, agency.name, field.name].some((text) => normaliseText(text) !== text) ||
        serviceName === "",
      ({ serviceCode }) => `tên tại dòng ${serviceCode} để trống, thừa khoảng trắng hoặc chưa dựng sẵn`,
    ),
  },
  {
    rule: "codes",
    holds: "Mã thủ tục, mã dịch vụ đúng cấu trúc.",
    faults: each(
      ({ procedure, serviceCode }) =>
        !PROCEDURE_CODE.test(procedure.code) ||
        !SERVICE_CODE.test(serviceCode) ||
        !serviceCode.startsWith(`${procedure.code}.`),
      ({ procedure, serviceCode }) => `mã ${procedure.code} (${serviceCode}) sai cấu trúc`,
    ),
  },
  {
    rule: "abstract",
    ofTexts: true,
    holds: "Trích yếu không quá 500 ký tự.",
    faults: (edition) => (decisionAbstract(edition).length > 500 ? ["trích yếu dài quá 500 ký tự"] : []),
  },
  {
    rule: "bases",
    holds: "Có căn cứ ban hành, mỗi căn cứ viết đúng thể thức.",
    faults: ({ issuer }) =>
      issuer.preambleBases.length === 0
        ? ["quyết định chưa có căn cứ ban hành"]
        : issuer.preambleBases
            .filter((text) => !text.startsWith("Căn cứ ") || /[.;,\s]$/u.test(text))
            .map((text) => `căn cứ «${text}» phải bắt đầu bằng «Căn cứ» và không tự kèm dấu cuối`),
  },
  {
    rule: "recipients",
    holds: "Nơi nhận đúng thể thức.",
    faults: ({ issuer: { recipients } }) =>
      /^Như Điều \d+$/u.test(recipients[0] ?? "") && recipients.at(-1)?.startsWith("Lưu: VT")
        ? []
        : ["nơi nhận phải mở đầu bằng «Như Điều …» và kết thúc bằng «Lưu: VT, …»"],
  },
  {
    rule: "symbol",
    holds: "Ký hiệu phù hợp với quyết định.",
    faults: ({ issuer }) =>
      issuer.documentSymbol.startsWith("QĐ-")
        ? []
        : [`ký hiệu «${issuer.documentSymbol}» không phải của quyết định`],
  },
  {
    rule: "annexes",
    ofTexts: true,
    holds: "Mọi phụ lục được dẫn tại một điều.",
    faults: (edition) => {
      const articles = textOfArticles(edition)
      return composeAnnexes(edition)
        .filter(({ heading }) => !articles.includes(`tại ${heading}`))
        .map(({ heading }) => `${heading} không được dẫn tại điều nào`)
    },
  },
  {
    rule: "replaces",
    ofTexts: true,
    holds: "Mọi quyết định trước đó (nếu có) mà danh mục này thay thế hoặc sửa đổi được nêu tại các điều.",
    faults: (edition) => {
      const articles = textOfArticles(edition)
      return namedNumbers(edition)
        .filter((number) => !articles.includes(`số ${number} `))
        .map((number) => `chưa nêu quyết định trước số ${number}`)
    },
  },
]

/** Runs every rule that a frozen edition alone can answer, in a fixed order; what it cannot answer is not among them. */
export const checkEdition = (edition: FrozenEdition): EditionCheck[] =>
  RULES.filter(({ ofTexts }) => !ofTexts || edition.texts).map(({ rule, holds, faults }) => {
    const found = faults(edition)
    return { rule, ok: found.length === 0, message: found.length === 0 ? holds : sentenceOf(found) }
  })

/** @throws RuleBrokenError listing every rule that does not hold; nothing is drawn before. */
export const assertDecisionRules = (edition: FrozenEdition): void => {
  const failed = checkEdition(edition).filter((check) => !check.ok)
  if (failed.length > 0)
    throw new RuleBrokenError(`Chưa lập được quyết định: ${failed.map((check) => check.message).join(" ")}`, {
      failed: failed.map((check) => check.rule),
    })
}

function totalsDiffer({ entries, totals }: FrozenEdition): string[] {
  const counted = totalsOf(entries)
  const equal =
    counted.entries === totals.entries &&
    SERVICE_LEVELS.every((level) => counted.levels[level] === totals.levels[level]) &&
    ADMIN_LEVELS.every((admin) =>
      SERVICE_LEVELS.every(
        (level) => counted.byAdminLevel[admin][level] === totals.byAdminLevel[admin][level],
      ),
    )
  return equal
    ? []
    : [
        `tổng số ghi ${formatNumber(totals.entries)}, số dòng là ${formatNumber(counted.entries)} hoặc lệch theo mức, theo cấp`,
      ]
}

function each(isWrong: (entry: CatalogueEntry) => boolean, say: (entry: CatalogueEntry) => string) {
  return ({ entries }: FrozenEdition): string[] => entries.filter(isWrong).map(say)
}

const repeatedOf = (values: string[]): string[] => {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const value of values) (seen.has(value) ? repeated : seen).add(value)
  return [...repeated]
}

const textOfArticles = (edition: FrozenEdition): string =>
  textOfEdition(edition, "decision", null)
    .blocks.map((block) => (block.block === "table" ? "" : block.runs.map(({ text }) => text).join("")))
    .join("\n")

const SHOWN = 3
const sentenceOf = (faults: string[]): string => {
  const more = faults.length - SHOWN
  const text = faults.slice(0, SHOWN).join("; ")
  return `${text.charAt(0).toLocaleUpperCase("vi")}${text.slice(1)}${more > 0 ? ` và ${formatNumber(more)} chỗ khác` : ""}.`
}
