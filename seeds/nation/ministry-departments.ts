/**
 * Which agency of a province of today follows a ministry, by the prefix of its field codes, where `field-leads.csv` does not name
 * the field: the ministries of 2025 and the departments of NĐ 150/2025/NĐ-CP. Prefixes of ministries that ended in 2025 live on
 * in field codes (G05, G07, G13, G14, G24) and go to who took their work over.
 */
export const MINISTRY_DEPARTMENTS: Record<string, string> = {
  G01: "cong-an",
  G02: "so-cong-thuong",
  G03: "so-giao-duc-va-dao-tao",
  G04: "so-xay-dung",
  G05: "so-tai-chinh",
  G06: "so-khoa-hoc-va-cong-nghe",
  G07: "so-noi-vu",
  G08: "so-ngoai-vu",
  G09: "so-noi-vu",
  G10: "so-nong-nghiep-va-moi-truong",
  G11: "quan-su",
  G12: "so-tai-chinh",
  G13: "so-nong-nghiep-va-moi-truong",
  G14: "so-khoa-hoc-va-cong-nghe",
  G15: "so-tu-phap",
  G16: "so-van-hoa-the-thao-va-du-lich",
  G17: "so-xay-dung",
  G18: "so-y-te",
  G19: "ngan-hang-nha-nuoc",
  G21: "so-dan-toc-va-ton-giao",
  G24: "bao-hiem-xa-hoi",
}

/** Who takes the work where a province has no such agency: the office takes what nobody here does. */
export const STAND_INS: Record<string, string[]> = {
  "so-dan-toc-va-ton-giao": ["so-noi-vu"],
  "so-du-lich": ["so-van-hoa-the-thao-va-du-lich"],
  "ban-quan-ly-cac-khu-cong-nghiep": ["so-tai-chinh"],
  "van-phong-dang-ky-dat-dai": ["so-nong-nghiep-va-moi-truong"],
  "bien-phong": ["quan-su"],
  "du-tru-nha-nuoc": ["so-tai-chinh"],
  "thi-hanh-an-dan-su": ["so-tu-phap"],
}

/** Names in `field-leads.csv` that go by another id in the tables of agencies. */
export const AGENCY_IDS: Record<string, string> = {
  "ban-quan-ly-khu-cong-nghiep": "ban-quan-ly-cac-khu-cong-nghiep",
  "van-phong-ubnd": "van-phong-ubnd-tinh",
}

/** Fields that go to a department only some provinces have. */
export const WHERE_THERE_IS_ONE: Record<string, readonly string[]> = {
  "so-du-lich": ["G16-VH21"],
  "so-an-toan-thuc-pham": ["G18-YT01", "G10-NN09", "G02-CT01"],
  "so-quy-hoach-kien-truc": ["G17-XD13"],
}
