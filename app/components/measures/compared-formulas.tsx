import { Text, Title } from "@mantine/core"
import { formatNumber } from "#models/shared/numbers.ts"
import type { FormulaComparison } from "#workflows/screens/formula-comparison.server.ts"
import { paths } from "../../http/paths.ts"
import { DataTable } from "../data-table.tsx"
import { EmptyState } from "../empty-state.tsx"
import { PART_NAMES, SIDE_NAMES, saysBetween, valueInWords } from "./comparison-words.ts"

/** Lines of a list of records on the page; its file has all. */
const SHOWN = 20

type Address = { a: string; b: string; period: string; unit: string }

/** Two formulas: their words and figures, part by part the records between them, and the units. */
export function ComparedFormulas({ compared, address }: { compared: FormulaComparison; address: Address }) {
  const { a, b, unit, figure, parts, units, counted } = compared
  return (
    <>
      <section aria-labelledby="ket-qua">
        <Title order={2} id="ket-qua" mb="xs">
          {!figure.isTold
            ? "Cả hai chưa có số liệu"
            : figure.isSame
              ? `Hai công thức cho cùng kết quả: ${figure.a}`
              : `A cho ${figure.a}, B cho ${figure.b}`}
          , {unit?.name ?? "toàn tỉnh"}
        </Title>
        <DataTable
          caption="Hai công thức"
          rows={[
            { key: "A", ...a, text: figure.a },
            { key: "B", ...b, text: figure.b },
          ]}
          rowKey={({ key }) => key}
          columns={[
            { key: "side", header: "Công thức", isRowHeader: true, width: "6rem", cell: ({ key }) => key },
            { key: "label", header: "Chỉ số", cell: ({ label }) => label },
            { key: "words", header: "Cách tính", cell: ({ words }) => words },
            { key: "value", header: "Giá trị", align: "end", width: "9rem", cell: ({ text }) => text },
          ]}
        />
        {counted[0] === counted[1] ? null : (
          <Text mt="xs">
            A đếm {counted[0]}, B đếm {counted[1]}.
          </Text>
        )}
      </section>
      {parts.map((part) => (
        <Part key={part.part} part={part} />
      ))}
      <Text>
        <a href={paths.comparedFormulasFile(address)}>Tải mọi dòng khác nhau (CSV)</a>
      </Text>
      <section aria-labelledby="don-vi">
        <Title order={2} id="don-vi" mb="xs">
          Theo đơn vị
        </Title>
        <DataTable
          caption={`${formatNumber(units.length)} đơn vị, ${formatNumber(units.filter(({ isSame }) => !isSame).length)} đơn vị khác nhau`}
          showCaption
          rows={units}
          rowKey={({ id }) => id}
          empty={
            <EmptyState title="Chưa đơn vị nào có số liệu">
              Chọn kỳ khác, hoặc nhập số liệu của kỳ này ở «Chỉ số › Nhập số liệu».
            </EmptyState>
          }
          columns={[
            {
              key: "name",
              header: "Đơn vị",
              isRowHeader: true,
              cell: ({ id, name }) => <a href={paths.compareFormulas({ ...address, unit: id })}>{name}</a>,
            },
            { key: "a", header: "A", align: "end", width: "9rem", cell: (row) => row.a },
            { key: "b", header: "B", align: "end", width: "9rem", cell: (row) => row.b },
            {
              key: "same",
              header: "So",
              width: "7rem",
              cell: ({ isSame }) => (isSame ? "như nhau" : "khác"),
            },
          ]}
        />
      </section>
    </>
  )
}

function Part({ part }: { part: FormulaComparison["parts"][number] }) {
  const id = part.part === "NUMERATOR" ? "tu-so" : "mau-so"
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb="xs">
        {PART_NAMES[part.part]}: A {valueInWords(part.a)}, B {valueInWords(part.b)}
      </Title>
      <Text>{saysBetween(part)}</Text>
      {part.between
        ?.filter(({ rows }) => rows.length > 0)
        .map(({ side, rows }) => (
          <DataTable
            key={side}
            caption={`${SIDE_NAMES[side]}: ${formatNumber(rows.length)} dòng${rows.length > SHOWN ? `, hiện ${SHOWN} dòng khác nhiều nhất` : ""}`}
            showCaption
            rows={rows.slice(0, SHOWN)}
            rowKey={({ key }) => key}
            columns={[
              { key: "code", header: "Mã", width: "9rem", cell: ({ code }) => code || "–" },
              {
                key: "name",
                header: "Tên",
                isRowHeader: true,
                cell: (row) => row.name || row.code || "chưa rõ",
              },
              { key: "unit", header: "Đơn vị", width: "14rem", cell: ({ unitName }) => unitName },
              {
                key: "a",
                header: "A đếm",
                width: "6rem",
                align: "end",
                cell: (row) => formatNumber(row.inA),
              },
              {
                key: "b",
                header: "B đếm",
                width: "6rem",
                align: "end",
                cell: (row) => formatNumber(row.inB),
              },
            ]}
          />
        ))}
    </section>
  )
}
