import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import {
  findDocuments,
  getDocumentBytes,
} from "#models/official-document/official-document.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { erasedName } from "#models/user/user.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { textOfPages } from "#test/setup/pdf-tools.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { chiefOfOffice } from "#workflows/campaign/who-signs.server.ts"
import { capacityLines } from "#workflows/document-text/signing-block.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { lifeOf } from "#workflows/screens/edition-life.ts"
import { getEditionWord } from "#workflows/screens/edition-text.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

const office = officeForAll({ stage: "formChecked" })

const place = {
  personId: "chanhvanphong",
  name: "Vũ Thành Nhân",
  delegationId: "mot",
  ground: "Quyết định số 45/QĐ-VP ngày 02/05/2023",
  position: "PHÓ CHÁNH VĂN PHÒNG",
}
const deputy: Actor = {
  id: "pho.chanh",
  name: "Bùi Thị Sáu",
  assignments: [
    {
      role: "CHIEF_OF_OFFICE",
      agencyId: "van-phong-ubnd-tinh",
      delegated: { ...place, areas: null, until: "2023-06-30" },
    },
  ],
}

test("a deputy chief signs for the chief, anybody else by mandate", () => {
  const lines = (position: string) => capacityLines(chiefOfOffice("A", { position }), "HEAD_OF_OFFICE")
  expect(lines("PHÓ CHÁNH VĂN PHÒNG")).toEqual(["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"])
  expect(lines("TRƯỞNG PHÒNG KIỂM SOÁT THỦ TỤC HÀNH CHÍNH")).toEqual([
    "TUQ. CHÁNH VĂN PHÒNG",
    "TRƯỞNG PHÒNG KIỂM SOÁT THỦ TỤC HÀNH CHÍNH",
  ])
  expect(capacityLines(chiefOfOffice("A"), "HEAD_OF_OFFICE")).toEqual(["CHÁNH VĂN PHÒNG"])
})

test("what is submitted in the chief's place says so on the Tờ trình, in the log and in the edition's life", async () => {
  const { campaignId } = office
  await takeStep(office.d, submitForSignature, {
    campaignId,
    actor: deputy,
    signatoryId: office.staff.leader.id,
  })
  const kept = (await findDocuments()).find(({ kind }) => kind === "SUBMISSION")
  const text = textOfPages(await getDocumentBytes(kept?.id ?? "")).join("\n")
  expect(text).toContain("KT. CHÁNH VĂN PHÒNG")
  expect(text).toContain("PHÓ CHÁNH VĂN PHÒNG")
  expect(text).toContain("Bùi Thị Sáu")

  const trail = await findAuditTrail("campaign", campaignId)
  expect(trail.at(-1)).toMatchObject({
    type: "submission.made",
    by: "pho.chanh",
    onBehalfOf: { ...place, name: "" },
  })
  await saveUsers(
    [deputy, { id: place.personId, name: place.name }].map(({ id, name }) => ({
      id,
      fullName: name,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [],
    })),
  )
  const step = lifeOf(await getCampaign(campaignId), await withNames(trail)).find(
    ({ state }) => state === "submittedForSignature",
  )
  expect(step?.by).toBe("Bùi Thị Sáu, thay Vũ Thành Nhân theo Quyết định số 45/QĐ-VP ngày 02/05/2023")
  // However they are called by now, who signed it is who signed it.
  await UserModel.updateOne({ _id: "pho.chanh" }, { $set: { fullName: erasedName("pho.chanh") } })
  const word = await getEditionWord(office.d, {
    editionId: campaignId,
    actor: office.staff.clerk,
    kind: "SUBMISSION",
  })
  expect((await readWord(word.bytes)).join("\n")).toContain("Bùi Thị Sáu")
  expect((await verifyStore()).findings).toEqual([])
})

test("the decision itself is signed by nobody in another's place: only whom it was drawn for, in a capacity of their own", async () => {
  const role = {
    role: "LEADER" as const,
    agencyId: "ubnd-tinh",
    delegated: { ...place, personId: office.staff.leader.id, areas: null, until: "2023-06-30" },
  }
  const refused = await refusalOf(
    takeStep(office.d, signDecision, {
      campaignId: office.campaignId,
      actor: { ...deputy, assignments: [role] },
    }),
  )
  expect(refused.message).toContain("không trình bạn ký")
})
