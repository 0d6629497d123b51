import type { ReactNode } from "react"
import type { Procedure } from "#models/procedure/procedure.ts"
import { CHANNELS } from "#workflows/portal-record/codes.ts"
import { feeOf, timeOf } from "#workflows/portal-record/procedure-words.ts"
import { Table } from "../table.tsx"

const NOT_STATED = "Cơ sở dữ liệu quốc gia không nêu."

/** The parts of a procedure a citizen needs, in the order of doing it (NĐ 63/2010 Điều 8(2)). */
export function ProcedureDetails({ procedure }: { procedure: Procedure }) {
  const { submissionMethods, cases, results, requirements, legalBases } = procedure
  return (
    <>
      <Section id="cach-nop" title="Cách nộp, thời hạn, phí">
        <Table
          caption="Cách nộp hồ sơ, thời hạn giải quyết, phí, lệ phí"
          rows={keyed(submissionMethods)}
          rowKey={(row) => row.key}
          empty={<p>{NOT_STATED}</p>}
          columns={[
            {
              key: "channel",
              header: "Hình thức nộp",
              isRowHeader: true,
              cell: (row) => CHANNELS[row.channel].label,
            },
            {
              key: "time",
              header: "Thời hạn giải quyết",
              cell: (row) => (
                <>
                  {timeOf(row)}
                  {row.processingTime.text && timeOf(row) !== row.processingTime.text ? (
                    <span className="note">{row.processingTime.text}</span>
                  ) : null}
                </>
              ),
            },
            {
              key: "fees",
              header: "Phí, lệ phí",
              cell: (row) => feesOf(row.fees).map((fee) => <div key={fee}>{fee}</div>),
            },
          ]}
        />
      </Section>
      <Section id="ho-so" title="Thành phần hồ sơ">
        {keyed(cases).map((one) => (
          <CaseOf key={one.key} title={cases.length > 1 ? one.name : ""}>
            <Papers papers={one.dossierComponents} />
          </CaseOf>
        ))}
      </Section>
      <Section id="trinh-tu" title="Trình tự thực hiện">
        {keyed(cases).map((one) => (
          <CaseOf key={one.key} title={cases.length > 1 ? one.name : ""}>
            <Steps steps={one.steps} />
          </CaseOf>
        ))}
      </Section>
      <Section id="ket-qua" title="Kết quả">
        <List items={results.map(({ name }) => name)} />
      </Section>
      {requirements ? (
        <Section id="yeu-cau" title="Yêu cầu, điều kiện">
          <p className="prose">{requirements}</p>
        </Section>
      ) : null}
      <Section id="can-cu" title="Căn cứ pháp lý">
        <List items={legalBases.map(({ number, title }) => [number, title].filter(Boolean).join(": "))} />
      </Section>
    </>
  )
}

/** Parts of a record have no ids of their own and never move: their place names them. */
const keyed = <T extends object>(items: readonly T[]): (T & { key: string })[] =>
  items.map((item, place) => ({ ...item, key: String(place) }))

/** What has to be paid; a fee of nothing is none. */
const feesOf = (fees: Procedure["submissionMethods"][number]["fees"]): string[] => {
  const asked = [...new Set(fees.filter(({ amount }) => amount !== 0).map(feeOf))]
  return asked.length > 0 ? asked : ["Không"]
}

type SectionProps = { id: string; title: string; children: ReactNode }

function Section({ id, title, children }: SectionProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function CaseOf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      {title ? <h3>{title}</h3> : null}
      {children}
    </>
  )
}

function Papers({ papers }: { papers: Procedure["cases"][number]["dossierComponents"] }) {
  if (papers.length === 0) return <p>{NOT_STATED}</p>
  return (
    <ul>
      {keyed(papers).map((paper) => (
        <li key={paper.key}>
          {paper.name}
          <span className="note">
            {[
              ...(paper.originalCount > 0 ? [`bản chính: ${paper.originalCount}`] : []),
              ...(paper.copyCount > 0 ? [`bản sao: ${paper.copyCount}`] : []),
              ...(paper.hasElectronicForm ? ["có biểu mẫu điện tử"] : []),
            ].join(", ")}
          </span>
          {paper.forms.map((form) =>
            /^https?:\/\//.test(form.url) ? (
              <a key={form.url} href={form.url} rel="external nofollow">
                Mẫu: {form.name}
              </a>
            ) : (
              <span key={form.name} className="note">
                Mẫu: {form.name}
              </span>
            ),
          )}
        </li>
      ))}
    </ul>
  )
}

function Steps({ steps }: { steps: Procedure["cases"][number]["steps"] }) {
  if (steps.length === 0) return <p>{NOT_STATED}</p>
  return (
    <ol className="steps">
      {keyed(steps).map((step) => (
        <li key={step.key}>
          {step.name ? <strong>{step.name}</strong> : null}
          {step.name && step.text ? "\n" : ""}
          {step.text}
        </li>
      ))}
    </ol>
  )
}

function List({ items }: { items: readonly string[] }) {
  if (items.length === 0) return <p>{NOT_STATED}</p>
  return (
    <ul>
      {[...new Set(items)].map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
