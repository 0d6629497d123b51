import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { fixedClock } from "#models/shared/clock.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { rehearsalStaff } from "#seeds/scenarios/office-staff.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { type OpenCampaign, openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { DECIDED, type OfficeUnderWay, STAGES, type Stage, takeTo } from "./stages.ts"
import { addedSince, contentOf, idsIn, putInto, type StoreContent } from "./store-copy.ts"
import { trainingKeys } from "./training-keys.ts"

const HEADINGS =
  "Mã TTHC,Tên TTHC,Lĩnh vực,Mã lĩnh vực,Cấp thực hiện,Cơ quan công khai,QĐ Công bố,Cách thức thực hiện,Thời hạn giải quyết,Lệ phí,Thành phần hồ sơ,Kết quả,Căn cứ pháp lý,Trình tự"

const ROWS = [
  `1.000894,Đăng ký kết hôn,Hộ tịch,G15-HT01,Cấp xã,Bộ Tư pháp,1872/QĐ-BTP,Trực tiếp;Trực tuyến,05 ngày làm việc,Không,"Tờ khai [chính: 1; sao: 0; mẫu]",Giấy chứng nhận kết hôn,60/2014/QH13,"Nộp hồ sơ;Hai bên nam nữ phải có mặt, cùng ký vào Sổ hộ tịch"`,
  `2.000488,Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam,Lý lịch tư pháp,G15-LLTP01,Cấp tỉnh,Bộ Tư pháp,1872/QĐ-BTP,Trực tiếp;Trực tuyến;Bưu chính công ích,10 ngày làm việc,200.000,"Tờ khai [chính: 1; sao: 0; mẫu; mẫu điện tử]",Phiếu lý lịch tư pháp,28/2009/QH12,Nộp hồ sơ;Tra cứu;Trả kết quả`,
  `1.001612,Đăng ký thành lập hộ kinh doanh,Thành lập và hoạt động hộ kinh doanh,G05-KD01,Cấp huyện,Bộ Kế hoạch và Đầu tư,4472/QĐ-BTC,Trực tiếp;Trực tuyến;Bưu chính công ích,03 ngày làm việc,100.000,"Giấy đề nghị [chính: 1; sao: 0; mẫu; mẫu điện tử]",Giấy chứng nhận đăng ký hộ kinh doanh,01/2021/NĐ-CP,Nộp hồ sơ;Trả kết quả`,
]

/** The small office's list, for importing it again with a change. */
export const ROWS_CSV = { headings: HEADINGS, rows: ROWS }

type Ways = Partial<Pick<OpenCampaign, "numberFirst" | "initials" | "annexesApart">>
export type AskedOffice<S extends Stage> = Ways & {
  /** How far its campaign has come; just opened unless told otherwise. */
  stage?: S
  /** Whose keys sign its documents; those of this process unless told otherwise. */
  signing?: SigningService
}

export type SmallOffice = OfficeUnderWay & {
  store: Store
  d: OfficeUnderWay["d"] & CampaignDependencies
  /** A command of one of its people on its campaign. */
  by(who: "reviewer" | "chief" | "clerk" | "leader"): { campaignId: string; actor: Actor }
}
/** A small office whose edition is frozen. */
type FrozenOffice = SmallOffice & { edition: FrozenEdition }
export type OfficeAt<S extends Stage> = S extends "collecting" | "appraising" ? SmallOffice : FrozenOffice

const CAMPAIGN = "2023-1"

/** Small offices that were opened before by what was asked and what stood in the store: their documents. */
const copies = new Map<string, StoreContent>()

/**
 * A small office in a store: reference data, three real procedures of three levels of government, and a campaign opened on
 * 06/03/2023 and taken on by the use-cases to the stage asked for. Only the first of its kind is built, later ones are put
 * back from a copy; what its own keys signed is built each time.
 */
export const openSmallOffice = async <S extends Stage = "collecting">(
  store: Store,
  { stage, signing, ...ways }: AskedOffice<S> = {},
): Promise<OfficeAt<S>> => {
  const at: Stage = stage ?? "collecting"
  const office = await officeOn(store, signing)
  const isSigned = isFrom(at, "signed")
  const isCopied = !signing || !isSigned
  const before = await contentOf(store)
  const key = JSON.stringify([at, ways, idsIn(before)])
  const copy = isCopied ? copies.get(key) : undefined
  if (copy) {
    await putInto(store, copy)
    if (isSigned) office.clock.set(DECIDED)
  } else {
    await buildOffice(store, office, ways)
    await takeTo(office, at)
    const added = isCopied ? addedSince(before, await contentOf(store)) : null
    if (added) copies.set(key, added)
  }
  const edition = isFrom(at, "consolidated") ? { edition: await getFrozenEdition(`${CAMPAIGN}/1`) } : {}
  return { ...office, ...edition } as OfficeAt<S>
}

const isFrom = (stage: Stage, first: Stage): boolean => STAGES.indexOf(stage) >= STAGES.indexOf(first)

/** The people and the clock of a small office on a store that may still be empty. */
export const officeOn = async (store: Store, signing?: SigningService): Promise<SmallOffice> => {
  const clock = fixedClock("2023-03-06T01:00:00Z")
  const staff = rehearsalStaff("van-phong-ubnd-tinh", {
    personId: "phochutich",
    fullName: "Đinh Thị Bích Vân",
  })
  const d = {
    store,
    clock,
    reference: storedReference,
    getRegime: storedReference.regime,
    signing: signing ?? (await trainingKeys()).signing,
  }
  return {
    store,
    d,
    clock,
    staff,
    campaignId: CAMPAIGN,
    by: (who) => ({ campaignId: CAMPAIGN, actor: staff[who] }),
  }
}

async function buildOffice(store: Store, { d, clock, staff }: SmallOffice, ways: Ways): Promise<void> {
  await seedReference(store)
  const report = await importProcedures(
    { store, clock },
    {
      fileName: "ba-thu-tuc.csv",
      bytes: new TextEncoder().encode(`${HEADINGS}\r\n${ROWS.join("\r\n")}\r\n`),
      partial: false,
      by: staff.reviewer.id,
    },
  )
  if (report.outcome !== "TAKEN") throw new Error(JSON.stringify(report.refused))
  await openCampaign(d, {
    year: 2023,
    sequence: 1,
    kind: "ANNUAL",
    name: "Năm 2023",
    deadlines: yearDeadlines(2023),
    numberFirst: false,
    ...ways,
    amends: null,
    actor: staff.reviewer,
  })
}

/** The one registration of a procedure in the small office, as it stands now. */
export const registrationOf = async (procedureCode: string): Promise<Registration> => {
  const all = await findAllRegistrations("2023-1", REGISTRATION_STATES)
  const found = all.find((registration) => registration.procedureCode === procedureCode)
  if (!found) throw new Error(`no registration of ${procedureCode}`)
  return found
}
