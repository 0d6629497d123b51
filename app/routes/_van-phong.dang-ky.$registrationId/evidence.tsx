import { Stack, Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import { type LevelEvidence, leaningOf, voiceInWords } from "#models/registration/level-evidence.ts"
import type { EvidenceFact, Suggestion } from "#models/registration/registration.ts"
import { SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { formatNumber, formatPercent } from "#models/shared/numbers.ts"
import { LevelBadge } from "../../components/badges.tsx"
import { NeedsLookBadge } from "../../components/registration-badges.tsx"
import { Day } from "../../components/values.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./registration.module.css"
import type { RegistrationScreenData } from "./screen-data.ts"

/** What the rules suggest, and what is only for reference: last year's level and the nation's flag. */
export function SuggestionSummary({ page }: { page: RegistrationScreenData }) {
  const { suggestion, previousLevel, nationalFullProcess } = page.registration
  return (
    <Stack gap={2}>
      <div>
        Mức độ gợi ý theo {page.regime.name}: <LevelBadge level={suggestion.level} />{" "}
        {suggestion.sure ? null : <NeedsLookBadge />}
      </div>
      {suggestion.sure ? null : <Text size="sm">{doubtIn(suggestion)}</Text>}
      <details className={classes.more}>
        <summary>
          Đối chiếu: kỳ trước {previousLevel ? SERVICE_LEVEL_LABELS[previousLevel].toLowerCase() : "chưa có"},
          Cơ sở dữ liệu quốc gia {flagInWords(nationalFullProcess)}, tỉnh khác
        </summary>
        <dl className={classes.facts}>
          <div>
            <dt>Mức độ đã công bố kỳ trước (chỉ để tham khảo)</dt>
            <dd>{previousLevel ? SERVICE_LEVEL_LABELS[previousLevel] : "Chưa có trong danh mục"}</dd>
          </div>
          <div>
            <dt>Cơ sở dữ liệu quốc gia ghi (chỉ để tham khảo)</dt>
            <dd>{flagInWords(nationalFullProcess)}</dd>
          </div>
          <div>
            <dt>Tỉnh khác đã công bố (chỉ để tham khảo)</dt>
            <dd>
              <Others others={page.others} />
            </dd>
          </div>
          {page.others.usage.map((counted) => (
            <UsageLine key={counted.issuer} counted={counted} />
          ))}
          {suggestion.evidence ? (
            <div>
              <dt>Thủ tục tương tự trên Cơ sở dữ liệu quốc gia (chỉ để tham khảo)</dt>
              <dd>
                <Voices evidence={suggestion.evidence} />
              </dd>
            </div>
          ) : null}
          {page.likeness.of > 0 ? (
            <div>
              <dt>Thủ tục giống nhất về tên, lĩnh vực (chỉ để tham khảo)</dt>
              <dd>
                <Alike likeness={page.likeness} />
              </dd>
            </div>
          ) : null}
        </dl>
      </details>
      {page.unlike.length > 0 ? (
        <details className={classes.more}>
          <summary>
            Cùng thành phần hồ sơ, trình tự nhưng mức độ khác ({formatNumber(page.unlike.length)})
          </summary>
          <ul>
            {page.unlike.map(({ id, serviceCode, procedureName, agencyName, level }) => (
              <li key={id}>
                <Link to={paths.registration(id)}>
                  {serviceCode} {procedureName}
                </Link>{" "}
                ({agencyName}): {SERVICE_LEVEL_LABELS[level].toLowerCase()}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {suggestion.gaps.length > 0 ? (
        <details className={classes.more}>
          <summary>Cần làm gì để trở thành toàn trình ({suggestion.gaps.length})</summary>
          <ul>
            {suggestion.gaps.map((gap) => (
              <li key={gap}>{gap.replace(/^Để trở thành toàn trình: /, "")}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </Stack>
  )
}

const flagInWords = (flag: boolean | null): string =>
  flag === null ? "không nêu" : flag ? "toàn trình" : "không toàn trình"

/** Why the officer should look before taking the suggestion over. */
function doubtIn({ evidence, level, facts }: Suggestion): string {
  const leaning = leaningOf(evidence)
  if (leaning !== null && (leaning === "FULL") !== (level === "FULL"))
    return `Bản ghi dẫn tới «${SERVICE_LEVEL_LABELS[level].toLowerCase()}» nhưng phần lớn thủ tục tương tự thì khác: hãy đọc kỹ căn cứ của từng tiêu chí.`
  if (facts.some(({ id }) => id === "texts.shortened"))
    return "Lời văn của bản ghi không đầy đủ: hãy đọc văn bản quy định trước khi nhận gợi ý."
  return "Bản ghi chưa nói rõ hoặc có chỗ mâu thuẫn: hãy đọc kỹ từng tiêu chí, không nhận gợi ý ngay."
}

/** "14 trên 15 thủ tục cùng quyết định công bố …: toàn trình", one line each. */
function Voices({ evidence }: { evidence: LevelEvidence }) {
  return evidence.voices.map((voice) => (
    <Text key={voice.kind} size="sm">
      {voiceInWords(voice)}
    </Text>
  ))
}

/** "11 trên 14 tỉnh: toàn trình", with the provinces on demand, and whether a ministry lists it as eligible. */
function Others({ others }: { others: RegistrationScreenData["others"] }) {
  const { voters, counts, peers, ministries } = others
  if (voters === 0 && ministries.length === 0) return <>Chưa có danh sách đối chiếu</>
  const said = SERVICE_LEVELS.flatMap((level) => {
    const count = counts[level]
    return count
      ? [
          `${formatNumber(count)} trên ${formatNumber(voters)} tỉnh: ${SERVICE_LEVEL_LABELS[level].toLowerCase()}`,
        ]
      : []
  })
  return (
    <>
      {said.join("; ")}
      {ministries.map(({ issuer, publishedOn }) => (
        <Text key={issuer} size="sm">
          {issuer} xếp vào danh mục đủ điều kiện toàn trình (<Day day={publishedOn} />)
        </Text>
      ))}
      {peers.length > 0 ? (
        <details className={classes.more}>
          <summary>Những tỉnh nào ({formatNumber(peers.length)})</summary>
          <ul>
            {peers.map(({ issuer, publishedOn, level }) => (
              <li key={issuer}>
                {issuer}: {SERVICE_LEVEL_LABELS[level].toLowerCase()} (<Day day={publishedOn} />)
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

/** "1.234 hồ sơ, 45,6% nộp trực tuyến", as a list counted them. */
function UsageLine({ counted }: { counted: RegistrationScreenData["others"]["usage"][number] }) {
  const { issuer, publishedOn, received, online } = counted
  return (
    <div>
      <dt>
        Hồ sơ theo {issuer}, <Day day={publishedOn} /> (chỉ để tham khảo)
      </dt>
      <dd>
        {formatNumber(received)} hồ sơ
        {received > 0 ? `, ${formatPercent(online / received)} nộp trực tuyến` : ""}
      </dd>
    </div>
  )
}

/** "8 trên 10: toàn trình theo Cơ sở dữ liệu quốc gia", with the procedures on demand. */
function Alike({ likeness }: { likeness: RegistrationScreenData["likeness"] }) {
  const { of, full, nearest } = likeness
  return (
    <>
      {formatNumber(full)} trên {formatNumber(of)} thủ tục: toàn trình theo Cơ sở dữ liệu quốc gia
      <details className={classes.more}>
        <summary>Những thủ tục nào ({formatNumber(of)})</summary>
        <ul>
          {nearest.map(({ code, name, fullProcess }) => (
            <li key={code}>
              {code} {name}: {fullProcess ? "toàn trình" : "không toàn trình"}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

/** The words of the record an answer rests on. */
export function Quotes({ facts }: { facts: readonly EvidenceFact[] }) {
  if (facts.length === 0) return null
  return (
    <details className={classes.more}>
      <summary>Bằng chứng trong bản ghi ({facts.length})</summary>
      <ul className={classes.quotes}>
        {facts.map((fact) => (
          <li key={fact.id}>
            {fact.value}
            {fact.quote ? <> – “{fact.quote}”</> : null}{" "}
            <Text span size="sm" c="dimmed">
              ({fact.source})
            </Text>
          </li>
        ))}
      </ul>
    </details>
  )
}
