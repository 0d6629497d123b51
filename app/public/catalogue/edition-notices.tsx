import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import type { EditionHeading, EditionStanding } from "#workflows/screens/edition-heading.ts"
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
          Thu hồi ngày {formatDay(dayOf(new Date(heading.recalled.at)))}. Lý do: {heading.recalled.reason}{" "}
          <AfterRecall heading={heading} standing={standing} />
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
          Chỉ gồm các dịch vụ được điều chỉnh so với <DecisionLink decision={standing.amends} />.
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
      {heading.errata.map(({ letter, text, at }) => (
        <Notice key={`${letter} ${at}`} tone="quiet" title={`Đính chính theo ${letter}`}>
          {text}
        </Notice>
      ))}
    </>
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
