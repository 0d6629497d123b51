import type { Indicator } from "#models/indicator/indicator.ts"
import type { IndicatorTarget } from "#models/indicator/indicator-target.ts"
import { inSet } from "./indicator-builder.ts"
import { INDICATORS_766, Q766 } from "./indicators-766.ts"

const ND224 = "NĐ 224/2026/NĐ-CP Điều 19 khoản 2"
const nd224 = inSet("ND224", "2026-07-01", null)
const EMC = "Hệ thống EMC theo NĐ 42/2022/NĐ-CP; cách tính theo nhãn công bố, mẫu số đặt được"
/** Rated by EMC from the day new portals had to be connected (05/4/2024); NĐ 224 puts a platform in its place. */
const emc = inSet("EMC", "2022-08-15", null)
const plan = inSet("KE_HOACH", "2023-01-01", null)

/**
 * Chỉ số đo lường: QĐ 766 to the letter, the contents of NĐ 224/2026 Điều 19(2), the set EMC's labels speak of, and the plan's own.
 * Officially unverified where the source says so.
 */
export const INDICATORS: Indicator[] = [
  ...INDICATORS_766,
  nd224({
    id: "224-toan-trinh",
    name: "Tỷ lệ dịch vụ công trực tuyến toàn trình",
    numerator: "fullServices",
    denominator: "onlineServices",
    source: ND224,
  }),
  nd224({
    id: "224-ho-so",
    name: "Tỷ lệ hồ sơ trực tuyến",
    numerator: "onlineReceived",
    denominator: "received",
    source: ND224,
  }),
  nd224({
    id: "224-ho-so-toan-trinh",
    name: "Tỷ lệ hồ sơ trực tuyến toàn trình",
    numerator: "fullOnline",
    denominator: "received",
    source: ND224,
  }),
  nd224({
    id: "224-tu-dong",
    name: "Mức độ tự động hóa",
    numerator: "automated",
    denominator: "finished",
    source: ND224,
  }),
  nd224({
    id: "224-thoi-gian",
    name: "Thời gian xử lý trung bình",
    numerator: "processingDays",
    denominator: "finished",
    scale: "DAYS",
    direction: "DOWN",
    source: ND224,
  }),
  nd224({
    id: "224-dung-han",
    name: "Tỷ lệ đúng hạn",
    numerator: "finishedOnTime",
    denominator: "finished",
    source: ND224,
  }),
  nd224({
    id: "224-hai-long",
    name: "Mức độ hài lòng",
    numerator: "satisfied",
    denominator: "rated",
    source: ND224,
  }),
  nd224({
    id: "224-chu-dong",
    name: "Tỷ lệ dịch vụ công trực tuyến chủ động",
    numerator: "proactiveServices",
    denominator: "onlineServices",
    source: "NĐ 224/2026/NĐ-CP Điều 16, Điều 19 khoản 2",
  }),
  emc({
    id: "emc-dvctt",
    name: "Tỷ lệ dịch vụ công trực tuyến trên tổng số thủ tục",
    numerator: "onlineProcedures",
    denominator: "procedures",
    source: EMC,
  }),
  emc({
    id: "emc-toan-trinh",
    name: "Tỷ lệ dịch vụ công toàn trình trên tổng số thủ tục",
    numerator: "fullProcedures",
    denominator: "procedures",
    source: EMC,
  }),
  emc({
    id: "emc-phat-sinh",
    name: "Tỷ lệ dịch vụ công trực tuyến phát sinh hồ sơ",
    numerator: "usedServices",
    denominator: "onlineServices",
    source: EMC,
  }),
  emc({
    id: "emc-ho-so",
    name: "Tỷ lệ hồ sơ trực tuyến",
    numerator: "onlineReceived",
    denominator: "received",
    source: EMC,
  }),
  emc({
    id: "emc-ho-so-toan-trinh",
    name: "Tỷ lệ hồ sơ xử lý trực tuyến toàn trình",
    numerator: "fullOnline",
    denominator: "received",
    source: EMC,
  }),
  emc({
    id: "emc-thanh-toan",
    name: "Tỷ lệ hồ sơ thanh toán trực tuyến",
    numerator: "paidOnline",
    denominator: "feeDossiers",
    source: EMC,
  }),
  emc({
    id: "emc-ket-noi",
    name: "Dịch vụ công trực tuyến đã thấy trên cổng",
    numerator: "publicServices",
    denominator: "onlineServices",
    source: EMC,
  }),
  plan({
    id: "kh-nhiem-vu",
    name: "Nhiệm vụ kế hoạch hoàn thành",
    numerator: "doneTasks",
    denominator: "dueTasks",
    source: "Kế hoạch năm, nhiệm vụ có hạn trong kỳ",
  }),
  plan({
    id: "kh-dung-han",
    name: "Nhiệm vụ kế hoạch hoàn thành đúng hạn",
    numerator: "doneOnTimeTasks",
    denominator: "dueTasks",
    source: "Kế hoạch năm, nhiệm vụ có hạn trong kỳ",
  }),
  plan({
    id: "kh-qua-han",
    name: "Nhiệm vụ kế hoạch quá hạn chưa xong",
    numerator: "lateTasks",
    denominator: "",
    scale: "NUMBER",
    decimals: 0,
    direction: "DOWN",
    source: "Kế hoạch năm, nhiệm vụ có hạn trong kỳ",
  }),
  plan({
    id: "kh-gop-y",
    name: "Góp ý của người dân đã trả lời",
    numerator: "answeredRemarks",
    denominator: "remarks",
    source: "Góp ý nhận tại hệ thống này",
  }),
]

/** Targets the sources give; units' own are entered on screen. */
export const INDICATOR_TARGETS: IndicatorTarget[] = [
  ["766-3.1", 80, Q766("3.1")],
  ["766-3.1a", 100, "100 % thủ tục đủ điều kiện được cung cấp toàn trình"],
  ["766-3.3", 50, Q766("3.3")],
  ["766-3.5", 80, Q766("3.5")],
  ["766-4.2", 80, Q766("4.2")],
  ["766-4.3", 80, Q766("4.3")],
  ["766-5.4", 90, Q766("5.4")],
].map(([indicatorId, value, source]) => ({
  indicatorId: String(indicatorId),
  unitId: null,
  value: Number(value),
  validFrom: "2022-08-15",
  validTo: null,
  source: String(source),
}))
