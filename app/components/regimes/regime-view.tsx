import { Stack, Text, Title } from "@mantine/core"
import { clockInWords, type LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { DataTable } from "../data-table.tsx"
import { Day } from "../values.tsx"

/** A pack in full: what is asked, what follows, what may be argued, by when, and on which law. */
export function RegimeView({ regime }: { regime: LegalRegime }) {
  return (
    <Stack gap="lg">
      <Text>
        Hiệu lực từ <Day day={regime.validFrom} />
        {regime.validTo ? (
          <>
            {" "}
            đến hết <Day day={regime.validTo} />
          </>
        ) : null}
        .{" "}
        {regime.defaultLevel
          ? `Mặc định là ${SERVICE_LEVEL_LABELS[regime.defaultLevel].toLowerCase()}: mức thấp hơn phải nêu lý do.`
          : "Không mặc định mức nào: từng tiêu chí phải có căn cứ."}
      </Text>
      <DataTable
        caption="Tiêu chí"
        showCaption
        rows={regime.criteria}
        rowKey={(criterion) => criterion.letter}
        columns={[
          { key: "letter", header: "Điểm", cell: (criterion) => criterion.letter, width: "4rem" },
          { key: "text", header: "Nội dung", isRowHeader: true, cell: (criterion) => criterion.text },
          { key: "article", header: "Căn cứ", cell: (criterion) => criterion.article },
          {
            key: "mayNotApply",
            header: "“Không áp dụng”",
            cell: (criterion) => (criterion.mayNotApply ? "được trả lời" : "không"),
          },
        ]}
      />
      <section aria-labelledby="muc-do">
        <Title order={2} size="h3" id="muc-do">
          Mức độ theo câu trả lời
        </Title>
        <ul>
          <li>Đạt mọi tiêu chí áp dụng: {SERVICE_LEVEL_LABELS.FULL.toLowerCase()}</li>
          {regime.outcomes.map(({ level, needs }) => (
            <li key={level}>
              Đạt {needs.join(", ")} nhưng không đủ mức trên: {SERVICE_LEVEL_LABELS[level].toLowerCase()}
            </li>
          ))}
          <li>Còn lại: {SERVICE_LEVEL_LABELS.NOT_PROVIDED.toLowerCase()}</li>
        </ul>
      </section>
      <DataTable
        caption="Lý do được thực hiện một phần"
        showCaption
        rows={regime.partialReasons}
        rowKey={(one) => one.reason}
        columns={[
          {
            key: "reason",
            header: "Lý do",
            isRowHeader: true,
            cell: (one) => PARTIAL_REASON_LABELS[one.reason],
          },
          { key: "basis", header: "Căn cứ", cell: (one) => one.basis },
          {
            key: "citation",
            header: "Dẫn quy định chuyên ngành",
            cell: (one) => (one.citationRequired ? "bắt buộc" : "không bắt buộc"),
          },
        ]}
      />
      {regime.clocks.length > 0 ? (
        <section aria-labelledby="thoi-han">
          <Title order={2} size="h3" id="thoi-han">
            Thời hạn luật định
          </Title>
          <ul>
            {regime.clocks.map((clock) => (
              <li key={clock.text}>
                {clock.text}: {clockInWords(clock)} ({clock.article})
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <LawInNotes regime={regime} />
      <details>
        <summary>Căn cứ ghi trong quyết định ({formatNumber(regime.preambleBases.length)})</summary>
        <ul>
          {regime.preambleBases.map((basis) => (
            <li key={`${basis.text}${basis.validFrom}`}>
              {basis.text} (từ <Day day={basis.validFrom} />
              {basis.validTo ? (
                <>
                  {" "}
                  đến <Day day={basis.validTo} />
                </>
              ) : null}
              ){basis.unverified ? <strong> – chưa kiểm chứng: {basis.unverified}</strong> : null}
            </li>
          ))}
        </ul>
      </details>
      <Text size="sm" c="dimmed">
        Nguồn: {regime.source}
      </Text>
    </Stack>
  )
}

/** The second axis and what else the law says; nothing where the pack names neither. */
function LawInNotes({ regime }: { regime: LegalRegime }) {
  return (
    <>
      {regime.proactiveLevels.length > 0 ? (
        <section aria-labelledby="chu-dong">
          <Title order={2} size="h3" id="chu-dong">
            Mức độ dịch vụ công trực tuyến chủ động
          </Title>
          <ul>
            {regime.proactiveLevels.map(({ level, name, article }) => (
              <li key={level}>
                Mức độ {formatNumber(level)}: {name} ({article})
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {regime.notes.length > 0 ? (
        <section aria-labelledby="luu-y">
          <Title order={2} size="h3" id="luu-y">
            Lưu ý khi áp dụng
          </Title>
          <ul>
            {regime.notes.map(({ text, article }) => (
              <li key={text}>
                {text} ({article})
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
