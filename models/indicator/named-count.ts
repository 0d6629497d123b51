import { USAGE_COLUMN_NAMES, USAGE_COLUMNS, type UsageColumn } from "./usage-column.ts"

export const COUNT_UNITS = {
  PROCEDURE: "thủ tục",
  SERVICE: "dịch vụ công",
  DOSSIER: "hồ sơ",
  TASK: "nhiệm vụ",
  DAY: "ngày",
  TIME: "lượt",
  NUMBER: "",
} as const

/** Where the rows of a count come from. */
const COUNT_SOURCES = {
  REGISTER: "Sổ thủ tục",
  CATALOGUE: "Danh mục có hiệu lực",
  DELIVERY: "Biên nhận của các cổng",
  DECISIONS: "Quyết định đã ban hành",
  PLAN: "Nhiệm vụ kế hoạch",
  REMARKS: "Góp ý của người dân",
  USAGE: "Số liệu nhập",
  CALENDAR: "Lịch",
} as const

type NamedCount = {
  label: string
  of: keyof typeof COUNT_UNITS
  from: keyof typeof COUNT_SOURCES
  /** Which rows are counted. */
  definition: string
}

const count = (
  label: string,
  of: NamedCount["of"],
  from: NamedCount["from"],
  definition: string,
): NamedCount => ({ label, of, from, definition })

const OWN_COUNTS = {
  procedures: count(
    "Thủ tục của tỉnh",
    "PROCEDURE",
    "REGISTER",
    "Thủ tục công khai thuộc thẩm quyền của tỉnh và các xã vào ngày cuối kỳ, mỗi mã một lần.",
  ),
  completeProcedures: count(
    "Thủ tục đủ bộ phận tạo thành",
    "PROCEDURE",
    "REGISTER",
    "Thủ tục công khai có tên, trình tự, cách thức, thành phần và số lượng hồ sơ, thời hạn, đối tượng, cơ quan thực hiện.",
  ),
  eligibleProcedures: count(
    "Thủ tục được tích đủ điều kiện toàn trình",
    "PROCEDURE",
    "REGISTER",
    "Thủ tục mà bản gốc của bộ trên CSDLQG có dấu đủ điều kiện toàn trình.",
  ),
  feeProcedures: count(
    "Thủ tục có phí, lệ phí",
    "PROCEDURE",
    "REGISTER",
    "Thủ tục mà CSDLQG ghi phí hoặc lệ phí.",
  ),
  citizenProcedures: count(
    "Thủ tục cho công dân",
    "PROCEDURE",
    "REGISTER",
    "Thủ tục mà đối tượng thực hiện có công dân Việt Nam.",
  ),
  catalogueServices: count(
    "Dịch vụ công trong danh mục",
    "SERVICE",
    "CATALOGUE",
    "Mọi dòng của danh mục có hiệu lực vào ngày cuối kỳ.",
  ),
  onlineServices: count(
    "Dịch vụ công trực tuyến",
    "SERVICE",
    "CATALOGUE",
    "Dòng toàn trình và một phần của danh mục có hiệu lực.",
  ),
  fullServices: count(
    "Dịch vụ công toàn trình",
    "SERVICE",
    "CATALOGUE",
    "Dòng toàn trình của danh mục có hiệu lực.",
  ),
  partialServices: count(
    "Dịch vụ công một phần",
    "SERVICE",
    "CATALOGUE",
    "Dòng một phần của danh mục có hiệu lực.",
  ),
  proactiveServices: count(
    "Dịch vụ công chủ động",
    "SERVICE",
    "CATALOGUE",
    "Dịch vụ công trực tuyến có ghi mức độ chủ động trong danh mục có hiệu lực.",
  ),
  onlineProcedures: count(
    "Thủ tục cung cấp trực tuyến",
    "PROCEDURE",
    "CATALOGUE",
    "Thủ tục mà dịch vụ công ở mức cao nhất là toàn trình hoặc một phần.",
  ),
  fullProcedures: count(
    "Thủ tục toàn trình",
    "PROCEDURE",
    "CATALOGUE",
    "Thủ tục mà dịch vụ công ở mức cao nhất là toàn trình.",
  ),
  partialProcedures: count(
    "Thủ tục một phần",
    "PROCEDURE",
    "CATALOGUE",
    "Thủ tục mà dịch vụ công ở mức cao nhất là một phần.",
  ),
  publicFullProcedures: count(
    "Thủ tục có dịch vụ toàn trình đã công khai",
    "PROCEDURE",
    "DELIVERY",
    "Thủ tục có dịch vụ công toàn trình trong danh mục và bản ghi đã thấy trên một cổng vào ngày cuối kỳ.",
  ),
  publicServices: count(
    "Dịch vụ công trực tuyến đã công khai",
    "SERVICE",
    "DELIVERY",
    "Dịch vụ công trực tuyến trong danh mục mà bản ghi đã thấy trên một cổng vào ngày cuối kỳ.",
  ),
  announcedProcedures: count(
    "Thủ tục được công bố trong kỳ",
    "PROCEDURE",
    "DECISIONS",
    "Thủ tục mới, sửa đổi hoặc bãi bỏ theo quyết định có ngày trong kỳ, mỗi mã một lần.",
  ),
  announcedOnTimeProcedures: count(
    "Thủ tục công bố đúng hạn",
    "PROCEDURE",
    "DECISIONS",
    "Thủ tục được công bố trong kỳ mà ngày quyết định trước ngày hiệu lực mới nhất của các căn cứ ít nhất 05 ngày làm việc; chậm một lần là chậm.",
  ),
  publishedOrDueProcedures: count(
    "Thủ tục đã hoặc phải công khai",
    "PROCEDURE",
    "DELIVERY",
    "Thủ tục công khai trong kỳ và thủ tục phải công khai: quyết định ký trước khi hết 05 ngày làm việc sau kỳ mà chưa công khai trước kỳ.",
  ),
  dueByPeriodEndProcedures: count(
    "Thủ tục đến hạn công khai trong kỳ",
    "PROCEDURE",
    "DELIVERY",
    "Như trên, nhưng chỉ gồm thủ tục đã công khai trong kỳ hoặc hết hạn công khai trước khi hết kỳ.",
  ),
  publishedOnTimeProcedures: count(
    "Thủ tục công khai đúng hạn",
    "PROCEDURE",
    "DELIVERY",
    "Thủ tục công khai trong kỳ, trong 05 ngày làm việc kể từ ngày quyết định.",
  ),
  dueTasks: count("Nhiệm vụ đến hạn", "TASK", "PLAN", "Nhiệm vụ của đơn vị theo kế hoạch có hạn trong kỳ."),
  doneTasks: count(
    "Nhiệm vụ đến hạn đã xong",
    "TASK",
    "PLAN",
    "Nhiệm vụ có hạn trong kỳ, đã báo cáo hoặc xác nhận hoàn thành.",
  ),
  doneOnTimeTasks: count(
    "Nhiệm vụ xong đúng hạn",
    "TASK",
    "PLAN",
    "Nhiệm vụ có hạn trong kỳ, hoàn thành không sau hạn gốc.",
  ),
  lateTasks: count("Nhiệm vụ quá hạn", "TASK", "PLAN", "Nhiệm vụ có hạn trong kỳ, quá hạn mà chưa xong."),
  remarks: count(
    "Góp ý nhận trong kỳ",
    "TIME",
    "REMARKS",
    "Góp ý của người dân nhận tại hệ thống này trong kỳ.",
  ),
  answeredRemarks: count(
    "Góp ý đã trả lời",
    "TIME",
    "REMARKS",
    "Góp ý nhận trong kỳ, đã trả lời hoặc đóng có lý do.",
  ),
  lastYearDossiers: count(
    "Hồ sơ tiếp nhận năm trước",
    "DOSSIER",
    "USAGE",
    "Tổng hồ sơ tiếp nhận của năm trước theo số liệu nhập.",
  ),
  periodsInYear: count("Số kỳ trong năm", "NUMBER", "CALENDAR", "12 tháng, 4 quý hoặc 1 năm."),
  resultDossiers: count(
    "Hồ sơ của thủ tục có giấy tờ kết quả",
    "DOSSIER",
    "USAGE",
    "Hồ sơ đã giải quyết của thủ tục mà CSDLQG ghi có kết quả.",
  ),
  feeProcedureDossiers: count(
    "Hồ sơ của thủ tục có phí, lệ phí",
    "DOSSIER",
    "USAGE",
    "Hồ sơ tiếp nhận của thủ tục có phí, lệ phí, trừ thủ tục mà mọi mức đều bằng 0.",
  ),
  paidProcedures: count(
    "Thủ tục phát sinh hồ sơ có thu phí, lệ phí",
    "PROCEDURE",
    "USAGE",
    "Thủ tục có ít nhất một hồ sơ có phí, lệ phí trong kỳ.",
  ),
  verifiedProcedures: count(
    "Thủ tục có xác thực dữ liệu dân cư",
    "PROCEDURE",
    "USAGE",
    "Thủ tục có ít nhất một hồ sơ xác thực dữ liệu dân cư trong kỳ.",
  ),
  usedServices: count(
    "Dịch vụ công có hồ sơ trực tuyến",
    "SERVICE",
    "USAGE",
    "Dịch vụ công trực tuyến có ít nhất một hồ sơ trực tuyến trong kỳ.",
  ),
} as const satisfies Record<string, NamedCount>

export type OwnCountName = keyof typeof OWN_COUNTS
/** A number of an imported table is a count under the column's own name. */
export type CountName = OwnCountName | UsageColumn

const unitOfColumn = (name: UsageColumn): NamedCount["of"] =>
  name === "processingDays" ? "DAY" : USAGE_COLUMNS[name].kind === "SATISFACTION" ? "TIME" : "DOSSIER"

/** Every count a formula may name: what it counts, of what, from where. The same name is the same number wherever it is said. */
export const NAMED_COUNTS = {
  ...OWN_COUNTS,
  ...Object.fromEntries(
    USAGE_COLUMN_NAMES.map((name) => [
      name,
      count(
        USAGE_COLUMNS[name].label,
        unitOfColumn(name),
        "USAGE",
        `Tổng cột «${USAGE_COLUMNS[name].label}» của số liệu nhập trong kỳ.`,
      ),
    ]),
  ),
} as Record<CountName, NamedCount>

export const COUNT_NAMES = Object.keys(NAMED_COUNTS) as CountName[]
export const isCountName = (name: string): name is CountName => Object.hasOwn(NAMED_COUNTS, name)
export const countSource = (name: CountName): string => COUNT_SOURCES[NAMED_COUNTS[name].from]
