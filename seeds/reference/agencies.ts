import type { Agency } from "#models/agency/agency.ts"
import { CENTRAL_BRANCHES } from "./central-branches.ts"
import { DISTRICTS_AND_COMMUNES } from "./districts-and-communes.ts"
import { LAM_DONG_SUCCESSORS } from "./lam-dong-successors.ts"
import { PROVINCIAL_AGENCIES } from "./provincial-agencies.ts"

/** Every agency of Đắk Nông until 30/6/2025, and the provincial agencies of Lâm Đồng from 01/7/2025. */
export const AGENCIES: Agency[] = [
  ...PROVINCIAL_AGENCIES,
  ...CENTRAL_BRANCHES,
  ...DISTRICTS_AND_COMMUNES,
  ...LAM_DONG_SUCCESSORS,
]

export const PROVINCIAL_OFFICE_ID = "van-phong-ubnd-tinh"
