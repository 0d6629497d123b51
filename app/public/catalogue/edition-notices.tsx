import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import type { EditionHeading, EditionStanding } from "#workflows/screens/edition-heading.ts"
import { paths } from "../../http/paths.ts"
import { Notice } from "../notice.tsx"
import { DecisionLink } from "./decision-link.tsx"

type EditionNoticesProps = {
  heading: EditionHeading
  standing: EditionStanding
  /** Amendments already worked into what the page shows. */
  amendments?: readonly DecisionReference[]
}

/** What happened to an edition after its issue: recalled, replaced, amended, corrected. */
export function EditionNotices({ heading, standing, amendments = [] }: EditionNoticesProps) {
  const openAmendments = standing.amendedBy.filter(
    (one) => !amendments.some(({ editionId }) => editionId === one.editionId),
  )
  return (
    <>
      {heading.recalled ? (
        <Notice tone="bad" title="Quyết định công bố danh mục này đã bị thu hồi.">
          Thu hồi ngày {formatDay(dayOf(new Date(heading.recalled.at)))}.{" "}
          {heading.recalled.explanation ?? `Lý do: ${heading.recalled.reason}`}{" "}
          <AfterRecall heading={heading} standing={standing} />{" "}
          <a href={paths.editionChanges(heading.editionId, { viec: "thu-hoi" })}>
            Dịch vụ nào thay đổi do thu hồi
          </a>
        </Notice>
      ) : null}
      {standing.fellWith && !heading.recalled ? (
        <Notice tone="bad" title="Danh mục điều chỉnh này đã hết hiệu lực.">
          Hết hiệu lực từ ngày {formatDay(standing.fellWith.on)} cùng{" "}
          <DecisionLink decision={standing.fellWith.decision} /> đã bị thu hồi.
        </Notice>
      ) : null}
      {standing.replacedBy ? (
        <Notice title="Danh mục này đã được thay thế.">
          Thay bằng danh mục theo <DecisionLink decision={standing.replacedBy} />.
        </Notice>
      ) : null}
      {standing.amends ? (
        <Notice tone="quiet" title="Đây là danh mục điều chỉnh.">
          Chỉ gồm các dịch vụ được điều chỉnh so với <DecisionLink decision={standing.amends} />.{" "}
          <a href={paths.editionChanges(heading.editionId)}>Nội dung cũ, nội dung mới</a>
        </Notice>
      ) : null}
      {openAmendments.length > 0 ? (
        <Notice title="Danh mục này đã được điều chỉnh.">
          {openAmendments.map((decision, index) => (
            <span key={decision.editionId}>
              {index > 0 ? "; " : ""}
              <DecisionLink decision={decision} />
            </span>
          ))}
          .
        </Notice>
      ) : null}
      {amendments.length > 0 ? (
        <Notice tone="quiet" title="Danh sách dưới đây đã gồm các điều chỉnh trong năm.">
          {amendments.map((decision, index) => (
            <span key={decision.editionId}>
              {index > 0 ? "; " : ""}
              <DecisionLink decision={decision} />
            </span>
          ))}
          .
        </Notice>
      ) : null}
      {heading.errata.map((erratum) => (
        <ErratumNotice
          key={`${erratum.letter} ${erratum.at}`}
          editionId={heading.editionId}
          erratum={erratum}
        />
      ))}
    </>
  )
}

type ErratumNoticeProps = { editionId: string; erratum: EditionHeading["errata"][number] }

/** What an erratum puts right: where, what is printed, how it is read. An earlier release kept a text alone. */
function ErratumNotice({ editionId, erratum }: ErratumNoticeProps) {
  const { letter, day, place, wrong, right, text, rows = [] } = erratum
  return (
    <Notice
      tone="quiet"
      title={`Đính chính theo Công văn số ${letter}${day ? ` ngày ${formatDay(day)}` : ""}.`}
    >
      {wrong && right ? (
        <>
          {place}: đã in là “<del>{wrong}</del>”, đọc đúng là “<ins>{right}</ins>”.{" "}
        </>
      ) : null}
      {text}{" "}
      {rows.length > 0 ? (
        <a href={paths.editionChanges(editionId, { viec: "dinh-chinh" })}>Dòng danh mục được đính chính</a>
      ) : null}
    </Notice>
  )
}

/** Which state the recall left, as the recall itself says it. */
function AfterRecall({ heading, standing }: Pick<EditionNoticesProps, "heading" | "standing">) {
  const { leftInForce } = standing
  if (!leftInForce) return "Từ ngày thu hồi, không có danh mục nào có hiệu lực."
  if (heading.kind === "AMENDMENT")
    return (
      <>
        Từ ngày thu hồi, các dịch vụ nêu trong quyết định này trở lại theo{" "}
        <DecisionLink decision={leftInForce} />.
      </>
    )
  return heading.recalled?.follows === "FORMER_RETURNS" ? (
    <>
      Từ ngày thu hồi, danh mục theo <DecisionLink decision={leftInForce} /> có hiệu lực trở lại.
    </>
  ) : null
}
