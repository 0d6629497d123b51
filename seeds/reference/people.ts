import type { Agency } from "#models/agency/agency.ts"
import { AGENCIES } from "./agencies.ts"

/** Agencies that may propose, with the ending of their people's user names. */
const USER_NAME_ENDINGS: Record<string, string> = {
  "so-noi-vu": "noivu",
  "so-tu-phap": "tuphap",
  "so-tai-chinh": "taichinh",
  "so-ke-hoach-va-dau-tu": "khdt",
  "so-cong-thuong": "congthuong",
  "so-nong-nghiep-va-phat-trien-nong-thon": "nnptnt",
  "so-giao-thong-van-tai": "gtvt",
  "so-xay-dung": "xaydung",
  "so-tai-nguyen-va-moi-truong": "tnmt",
  "so-thong-tin-va-truyen-thong": "tttt",
  "so-lao-dong-thuong-binh-va-xa-hoi": "ldtbxh",
  "so-van-hoa-the-thao-va-du-lich": "vhttdl",
  "so-khoa-hoc-va-cong-nghe": "khcn",
  "so-giao-duc-va-dao-tao": "gddt",
  "so-y-te": "yte",
  "thanh-tra-tinh": "thanhtra",
  "ban-quan-ly-cac-khu-cong-nghiep": "kcn",
  "ban-dan-toc": "dantoc",
  "van-phong-ubnd-tinh": "vanphong",
  "cong-an-tinh": "congan",
  "bo-chi-huy-quan-su-tinh": "quansu",
  "cuc-thue-tinh": "thue",
  "kho-bac-nha-nuoc-tinh": "khobac",
  "cuc-hai-quan": "haiquan",
  "ngan-hang-nha-nuoc-chi-nhanh": "nganhang",
  "bao-hiem-xa-hoi-tinh": "bhxh",
  "ubnd-thanh-pho-gia-nghia": "gianghia",
  "ubnd-huyen-dak-glong": "dakglong",
  "ubnd-huyen-cu-jut": "cujut",
  "ubnd-huyen-dak-mil": "dakmil",
  "ubnd-huyen-krong-no": "krongno",
  "ubnd-huyen-dak-song": "daksong",
  "ubnd-huyen-dak-rlap": "dakrlap",
  "ubnd-huyen-tuy-duc": "tuyduc",
}

export type ProposingAgency = { agency: Agency; ending: string }

/** Every agency that may propose in 2023. */
export const PROPOSING_AGENCIES: ProposingAgency[] = AGENCIES.flatMap((agency) => {
  const ending = USER_NAME_ENDINGS[agency.id]
  return ending ? [{ agency, ending }] : []
})

const FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương"]
const WOMEN = ["Thị Hạnh", "Thị Mai", "Thu Hiền", "Thị Loan", "Ngọc Ánh", "Thị Nga", "Thanh Thủy"]
const MEN = ["Văn Tâm", "Quốc Bảo", "Đình Phúc", "Minh Quân", "Hữu Nghĩa", "Xuân Trường", "Đức Long"]

/** A made-up full name, another for every number from 0 to 153. */
export const madeUpName = (number: number): string => {
  const given = number % 2 === 0 ? WOMEN : MEN
  const index = Math.floor(number / 2)
  return `${FAMILIES[index % FAMILIES.length]} ${given[index % given.length]}`
}
