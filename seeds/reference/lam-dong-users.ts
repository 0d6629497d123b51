/** People of the training province Lâm Đồng 2027: made up like those of Đắk Nông, one specialist and one head for every agency that leads. */
import type { Signatory } from "#models/official-document/official-document.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Role } from "#models/shared/workflow.ts"
import { OFFICE_ID } from "#workflows/setup/province-directory.ts"
import { madeUpName } from "./people.ts"
import type { TrainingUser } from "./users.ts"

/** First day of the province. */
const SINCE: IsoDay = "2025-07-01"

/** Agencies that may propose, with the ending of their people's user names. */
const ENDINGS: Record<string, string> = {
  "so-noi-vu": "noivu",
  "so-tu-phap": "tuphap",
  "so-tai-chinh": "taichinh",
  "so-cong-thuong": "congthuong",
  "so-nong-nghiep-va-moi-truong": "nnmt",
  "so-xay-dung": "xaydung",
  "so-khoa-hoc-va-cong-nghe": "khcn",
  "so-van-hoa-the-thao-va-du-lich": "vhttdl",
  "so-giao-duc-va-dao-tao": "gddt",
  "so-y-te": "yte",
  "so-dan-toc-va-ton-giao": "dttg",
  "so-ngoai-vu": "ngoaivu",
  "thanh-tra-tinh": "thanhtra",
  "ban-quan-ly-cac-khu-cong-nghiep": "kcn",
  [OFFICE_ID]: "vanphong",
  thue: "thue",
  "hai-quan": "haiquan",
  "kho-bac": "khobac",
  "bao-hiem-xa-hoi": "bhxh",
  "ngan-hang-nha-nuoc": "nganhang",
  "cong-an": "congan",
  "quan-su": "quansu",
  "bien-phong": "bienphong",
  "thi-hanh-an-dan-su": "thads",
  "du-tru-nha-nuoc": "dutru",
  "toa-an": "toaan",
}

const aUser = (id: string, fullName: string, role: Role, agencyId: string): TrainingUser => ({
  id,
  fullName,
  assignments: [{ role, agencyId, validFrom: SINCE, validTo: null }],
  training: true,
})

const OFFICE_AND_COMMITTEE: TrainingUser[] = [
  aUser("thamdinh.thu", "Trương Minh Thư", "REVIEWER", OFFICE_ID),
  aUser("thamdinh.son", "Lý Hoài Sơn", "REVIEWER", OFFICE_ID),
  aUser("chanhvanphong", "Vũ Thành Nhân", "CHIEF_OF_OFFICE", OFFICE_ID),
  aUser("vanthu", "Hồ Diễm My", "RECORDS_CLERK", OFFICE_ID),
  aUser("chutich", "Phan Trọng Khải", "LEADER", "ubnd-tinh"),
  aUser("phochutich", "Đinh Thị Bích Vân", "LEADER", "ubnd-tinh"),
  aUser("dieuphoi", "Cao Nhật Duy", "COORDINATOR", "so-khoa-hoc-va-cong-nghe"),
  aUser("quantri", "Tạ Gia Huy", "ADMIN", OFFICE_ID),
]

export const LAM_DONG_USERS: TrainingUser[] = [
  ...OFFICE_AND_COMMITTEE,
  ...Object.entries(ENDINGS).flatMap(([agencyId, ending], index) => [
    aUser(`chuyenvien.${ending}`, madeUpName(2 * index), "SPECIALIST", agencyId),
    aUser(`lanhdao.${ending}`, madeUpName(2 * index + 1), "UNIT_HEAD", agencyId),
  ]),
]

/** Who may sign what: the decision (chairman, or his deputy for him), the submission (head of the provincial office). */
export const LAM_DONG_CAPACITIES: Signatory[] = [
  { personId: "chutich", position: "CHỦ TỊCH", capacity: "HEAD" as const },
  { personId: "phochutich", position: "PHÓ CHỦ TỊCH", capacity: "KT" as const },
  { personId: "chanhvanphong", position: "CHÁNH VĂN PHÒNG", capacity: "HEAD" as const },
].map((held) => ({
  ...held,
  fullName: OFFICE_AND_COMMITTEE.find(({ id }) => id === held.personId)?.fullName ?? held.personId,
  heldFrom: SINCE,
  heldTo: null,
}))
