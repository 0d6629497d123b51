import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const ROOT = join(import.meta.dirname, "../..")
const ROUTES = join(ROOT, "app/routes")

/** Readers that wrote none of our files: Papa Parse, ical.js, read-excel-file, jsonld and N3, saxes, poppler, and bytes as they were sent. */
const READERS = [
  "readElsewhere",
  "Papa.parse",
  "ICAL.parse",
  "readXlsxFile",
  "jsonld",
  "SaxesParser",
  "textOfPages",
  "arrayBuffer",
  "fetch(",
]

/** Every address that sends a file: what makes it, and the tests in which something else than its writer reads it back. */
const READ_BACK: Record<string, { makes: string; tests: string[] }> = {
  "_cong-khai.chi-so-cong-khai.$period.$file.ts": {
    makes: "openFigureFiles",
    tests: ["workflows/indicators/open-figures.db.test.ts"],
  },
  "_cong-khai.danh-muc.$editionId.bang-chung.$serviceId.ts": {
    makes: "bang-chung",
    tests: ["e2e/public-pages.e2e.test.ts"],
  },
  "_cong-khai.danh-muc.$editionId.tai-ve.$.ts": {
    makes: "editionFiles",
    tests: ["workflows/portal-record/read-by-a-stranger.unit.test.ts"],
  },
  "_cong-khai.danh-muc.hop-nhat.$format.ts": {
    makes: "getConsolidatedFile",
    tests: ["workflows/public-catalogue/after-publication.db.test.ts"],
  },
  "_cong-khai.danh-muc.dcat[.]jsonld.ts": {
    makes: "dcat.jsonld",
    tests: ["workflows/portal-record/read-by-a-stranger.unit.test.ts"],
  },
  "_van-phong.ban-hanh.$editionId.trang.$page.ts": {
    makes: "pageImage",
    tests: ["app/edition-text.route.test.tsx"],
  },
  "_van-phong.ban-hanh.$editionId.van-ban.$file.ts": {
    makes: "danh-muc.xlsx",
    tests: ["app/downloads.route.test.tsx"],
  },
  "_van-phong.ban-hanh.$editionId_.soan-tep.$format.ts": {
    makes: "drawDraft",
    tests: ["workflows/screens/draft-document.db.test.ts"],
  },
  "_van-phong.ban-hanh.$editionId_.tac-dong[.]csv.ts": {
    makes: "toEffectCsv",
    tests: ["workflows/every-csv.unit.test.ts"],
  },
  "_van-phong.ban-hanh.$editionId_.thu-hoi[.]csv.ts": {
    makes: "toActEffectCsv",
    tests: ["workflows/public-catalogue/after-publication.db.test.ts"],
  },
  "_van-phong.bai-bo_.tac-dong[.]csv.ts": {
    makes: "toActEffectCsv",
    tests: ["workflows/public-catalogue/after-publication.db.test.ts"],
  },
  "_van-phong.bang-tinh_.tai-ve.ts": {
    makes: "writeUnitSheet",
    tests: ["workflows/every-workbook.unit.test.ts"],
  },
  "_van-phong.chi-so.$indicatorId_.tep.$file.ts": {
    makes: "chi-so.$indicatorId_",
    tests: ["app/indicators.route.test.tsx"],
  },
  "_van-phong.chi-so.so-sanh[.]csv.ts": {
    makes: "so-sanh[.]csv",
    tests: ["app/indicators.route.test.tsx"],
  },
  "_van-phong.dang-ky.$registrationId_.phieu.ts": {
    makes: "getReviewSlip",
    tests: ["workflows/screens/review-slip.db.test.ts"],
  },
  "_van-phong.dang-ky.$registrationId_.tep.$attachmentId.ts": {
    makes: "tep.$attachmentId",
    tests: ["app/attachments.route.test.tsx"],
  },
  "_van-phong.bao-cao.don-vi.$reportId_.tai-ve.$format.ts": {
    makes: "unitFileLoader",
    tests: ["app/reports.route.test.tsx"],
  },
  "_van-phong.bao-cao.ky.$periodId_.tai-ve.$format.ts": {
    makes: "fileLoader",
    tests: ["app/reports.route.test.tsx"],
  },
  "_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky.$agencyId_.lan.$sequence_.$file.ts": {
    makes: "drawReturnFile",
    tests: ["workflows/unit-return/return-files.db.test.ts"],
  },
  "_van-phong.dot-ra-soat.$campaignId_.phieu-dang-ky[.]csv.ts": {
    makes: "toReturnsCsv",
    tests: ["workflows/every-csv.unit.test.ts"],
  },
  "_van-phong.doi-chieu_.muc-do[.]csv.ts": {
    makes: "muc-do[.]csv",
    tests: ["app/level-agreement.route.test.tsx"],
  },
  "_van-phong.dot-ra-soat.$campaignId_.rao-can[.]csv.ts": {
    makes: "toBarrierCsv",
    tests: ["workflows/every-csv.unit.test.ts"],
  },
  "_van-phong.dot-ra-soat.$campaignId_.toan-canh_.$file.ts": {
    makes: "toan-canh_.$file",
    tests: ["app/cockpit.route.test.tsx"],
  },
  "_van-phong.ke-hoach.$planVersionId_.van-ban.$format.ts": {
    makes: "drawPlan",
    tests: ["workflows/plan/plan-122.db.test.ts"],
  },
  "_van-phong.ke-hoach.nhiem-vu.$taskId_.tep.$fileId.ts": {
    makes: "/tep/",
    tests: ["app/plans.route.test.tsx"],
  },
  "_van-phong.ke-hoach.thoi-gian_.$file.ts": {
    makes: "thoi-gian_.$file",
    tests: ["app/plan-timeline.route.test.tsx"],
  },
  "_van-phong.nhat-ky_.$sequence.bang-chung.ts": {
    makes: "textOf(entryProof",
    tests: ["app/log-checkpoints.route.test.tsx"],
  },
  "_van-phong.nhat-ky_.moc_.$entries.ts": {
    makes: "textOf(checkpointFile",
    tests: ["app/log-checkpoints.route.test.tsx"],
  },
  "_van-phong.tai-khoan_.du-lieu_.tai-ve.ts": {
    makes: "takeAway",
    tests: ["app/personal-file.route.test.tsx"],
  },
  "_van-phong.nhap-du-lieu_.mau.ts": {
    makes: "importTemplate",
    tests: ["workflows/every-workbook.unit.test.ts"],
  },
  "_van-phong.nhap-du-lieu_.xem-truoc.$stagedId_.tai-ve.ts": {
    makes: "stagedCsv",
    tests: ["workflows/every-csv.unit.test.ts"],
  },
  "_van-phong.quan-tri.$table_.tai-ve.$format.ts": {
    makes: "getTableFile",
    tests: ["workflows/administration/read-back.db.test.ts"],
  },
  "_van-phong.quan-tri.sap-xep.$reorganisationId_.danh-sach[.]csv.ts": {
    makes: "danh-sach[.]csv",
    tests: ["app/downloads.route.test.tsx"],
  },
  "lich.$file.ts": {
    makes: "lich.$file",
    tests: ["app/notices.route.test.tsx"],
  },
}

const sendsFiles = (path: string): boolean =>
  /\bfileResponse\(|Content-Disposition/u.test(readFileSync(join(ROUTES, path), "utf8"))

test("every address that sends a file is read back by something that did not write it", () => {
  const sending = readdirSync(ROUTES, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/u.test(path) && sendsFiles(path))
    .sort()
  expect(Object.keys(READ_BACK).sort()).toEqual(sending)
  const unread = Object.entries(READ_BACK).flatMap(([route, { makes, tests }]) =>
    tests.flatMap((path) => {
      const file = join(ROOT, "test", path)
      const text = existsSync(file) ? readFileSync(file, "utf8") : ""
      return text.includes(makes) && READERS.some((reader) => text.includes(reader))
        ? []
        : [`${route}: ${path}`]
    }),
  )
  expect(unread).toEqual([])
})
