import { Stack, Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { DocumentStage } from "#models/official-document/official-document.ts"
import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { paths } from "../../http/paths.ts"
import { Digest, Facts } from "../catalogue/facts.tsx"
import classes from "./issuing.module.css"

const STAGE_LABELS: Record<DocumentStage, string> = {
  UNSIGNED: "Bản trình ký",
  INITIALLED: "Bản đã ký nháy",
  SIGNED: "Bản đã ký",
  NUMBERED: "Bản đã có số, ngày",
  SEALED: "Bản đã ký số cơ quan",
}

/** Its text, where it is not longer. */
const QUICK_PAGES = [1, 2]

/** The decision as it stands: shown in the page on a large screen, its first pages as pictures on a small one, links everywhere. */
export function DocumentPanel({ page }: { page: EditionPage }) {
  const { campaign, stages, pages, annexFiles, frozen, context } = page
  const newest = paths.issuingDocument(campaign.id, "quyet-dinh.pdf")
  const name = stages.length > 0 ? "Quyết định (PDF)" : "Dự thảo quyết định (PDF, có dấu “Dự thảo”)"
  return (
    <Stack gap="sm">
      <ul className={classes.links}>
        <li>
          <a href={newest}>{name}</a>
        </li>
        {stages.map((stage) => (
          <li key={stage}>
            <a href={paths.issuingDocument(campaign.id, "quyet-dinh.pdf", stage)}>{STAGE_LABELS[stage]}</a>
          </li>
        ))}
        {stages.length > 0
          ? annexFiles.map((heading, index) => (
              <li key={heading}>
                <a href={paths.issuingDocument(campaign.id, `phu-luc-${index + 1}.pdf`)}>
                  {heading}, tệp riêng (PDF)
                </a>
              </li>
            ))
          : null}
        {stages.length === 0 && annexFiles.length > 0 ? (
          <li>
            {annexFiles.length === 1 ? "Phụ lục" : annexFiles.join(", ")} sẽ là tệp riêng khi trình ký; bản dự
            thảo in chung để dễ đọc.
          </li>
        ) : null}
        <li>
          <a href={paths.issuingDocument(campaign.id, "danh-muc.xlsx")}>Danh mục từng dòng (Excel)</a>
        </li>
        <li>
          <Link to={paths.documentForm(campaign.id)}>Kiểm tra thể thức văn bản</Link>
        </li>
        <li>
          Bản Word để đọc, góp ý:{" "}
          <a href={paths.issuingDocument(campaign.id, "quyet-dinh.docx")}>quyết định</a>,{" "}
          <a href={paths.issuingDocument(campaign.id, "to-trinh.docx")}>tờ trình</a>
        </li>
        <li>
          <Link to={paths.documentText(campaign.id)}>So sánh bản dự thảo, bản Word đã sửa</Link>
        </li>
        <li>
          <Link to={paths.draft(campaign.id)}>Soạn công văn, thông báo, báo cáo theo mẫu</Link>
        </li>
        {stages.includes("SIGNED") && context.numbered ? (
          <li>
            <a href={paths.issuingDocument(campaign.id, "sieu-du-lieu.xml")}>
              Siêu dữ liệu văn bản đi (XML, NĐ 30/2020/NĐ-CP Phụ lục VI)
            </a>
          </li>
        ) : null}
        {context.submission ? (
          <li>
            <a href={paths.issuingDocument(campaign.id, "to-trinh.pdf")}>
              Tờ trình số {context.submission.number}/{context.submission.symbol} (PDF)
            </a>
          </li>
        ) : null}
      </ul>
      {/* The address changes with the content, so that a step never leaves the old pages on screen. */}
      <iframe
        key={`${frozen?.digest} ${stages.length}`}
        src={`${newest}#navpanes=0&view=FitH`}
        title={name}
        className={classes.preview}
        loading="lazy"
      />
      <div className={classes.pages}>
        {QUICK_PAGES.filter((page) => pages === null || page <= pages).map((page) => (
          <img
            key={page}
            src={paths.issuingPage(campaign.id, page, `${frozen?.digest.slice(0, 12)}-${stages.length}`)}
            alt={`Trang ${page} của quyết định; chữ đọc được trong tệp PDF`}
            loading="lazy"
            width={900}
            height={1273}
          />
        ))}
      </div>
      <Text size="sm" c="dimmed">
        Nếu trình duyệt không hiện văn bản, mở bằng liên kết phía trên.
      </Text>
      {frozen ? (
        <Facts
          items={[
            ["Bản dự thảo", frozen.draftId],
            ["Mã băm danh mục (SHA-256)", <Digest key="d" value={frozen.digest} />],
          ]}
        />
      ) : null}
    </Stack>
  )
}
