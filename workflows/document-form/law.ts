const ANNEX_I = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I"

/** General rules: `general(3)` is mục I, khoản 3. */
export const general = (clause: number): string => `${ANNEX_I}, mục I, khoản ${clause}`

/** Main components: `component(4, "b")` is mục II, khoản 4, điểm b. */
export const component = (clause: number, point?: string): string =>
  `${ANNEX_I}, mục II, khoản ${clause}${point ? `, điểm ${point}` : ""}`

/** Annexes: mục III, khoản 1. */
export const annex = (point: string): string => `${ANNEX_I}, mục III, khoản 1, điểm ${point}`

/** The table of sizes and styles, and the diagram of places. */
export const SAMPLE = `${ANNEX_I}, mục V (mẫu chữ và chi tiết trình bày)`
export const DIAGRAM = `${ANNEX_I}, mục IV (sơ đồ bố trí)`

export const capitals = (section: string): string => `NĐ 30/2020/NĐ-CP, Phụ lục II, mục ${section}`
export const template = (name: string): string => `NĐ 30/2020/NĐ-CP, Phụ lục III, ${name}`
export const METADATA = "NĐ 30/2020/NĐ-CP, Phụ lục VI, Phần II, mục I"
export const FILE_FORMAT = "ISO 19005-3 (PDF/A-3), ISO 14289-1 (PDF/UA-1)"
export const UNICODE = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục I, khoản 4 (TCVN 6909:2001)"
/** Where the decree is silent: how offices lay documents out. */
export const PRACTICE = "Thông lệ trình bày văn bản; NĐ 30/2020/NĐ-CP không quy định cụ thể"
export const ANNOUNCED = "NĐ 63/2010/NĐ-CP, Điều 13, 15; Quyết định và phụ lục phải thống nhất"
