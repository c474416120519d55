import { fictive, written, type Content } from '#demo/documents/content.ts';
import { archive, contentTypes, declaration, officeNs, relationships, xml } from '#demo/documents/office.ts';
import { proseOf } from '#demo/documents/sheets.ts';

const slideNs = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${officeNs}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;

const emptyTree = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>`;
const colours = [
  'dk1:000000',
  'lt1:FFFFFF',
  'dk2:333333',
  'lt2:EEEEEE',
  'accent1:1F5A96',
  'accent2:44546A',
  'accent3:A5A5A5',
  'accent4:FFC000',
  'accent5:5B9BD5',
  'accent6:70AD47',
  'hlink:0563C1',
  'folHlink:954F72',
]
  .map((pair) => pair.split(':'))
  .map(([name, value]) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`)
  .join('');
const font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>';
const fills = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'.repeat(3);
const strokes = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'.repeat(3);
const effects = '<a:effectStyle><a:effectLst/></a:effectStyle>'.repeat(3);

// The least that office programs want to see behind a slide.
const masterFiles: Readonly<Record<string, string>> = {
  'ppt/slideMasters/slideMaster1.xml': `${declaration}<p:sldMaster ${slideNs}><p:cSld><p:spTree>${emptyTree}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`,
  'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationships([
    ['slideLayout', '../slideLayouts/slideLayout1.xml'],
    ['theme', '../theme/theme1.xml'],
  ]),
  'ppt/slideLayouts/slideLayout1.xml': `${declaration}<p:sldLayout ${slideNs} type="blank"><p:cSld><p:spTree>${emptyTree}</p:spTree></p:cSld></p:sldLayout>`,
  'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships([['slideMaster', '../slideMasters/slideMaster1.xml']]),
  'ppt/theme/theme1.xml': `${declaration}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Demo"><a:themeElements><a:clrScheme name="Demo">${colours}</a:clrScheme><a:fontScheme name="Demo"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="Demo"><a:fillStyleLst>${fills}</a:fillStyleLst><a:lnStyleLst>${strokes}</a:lnStyleLst><a:effectStyleLst>${effects}</a:effectStyleLst><a:bgFillStyleLst>${fills}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`,
};

/** A presentation: a slide with the title and one per heading. */
export function renderPptx(content: Content): Buffer {
  const slides = slidesOf(content);
  const type = (name: string): string => `application/vnd.openxmlformats-officedocument.presentationml.${name}+xml`;
  const overrides: Record<string, string> = {
    '/ppt/presentation.xml': type('presentation.main'),
    '/ppt/slideMasters/slideMaster1.xml': type('slideMaster'),
    '/ppt/slideLayouts/slideLayout1.xml': type('slideLayout'),
    '/ppt/theme/theme1.xml': 'application/vnd.openxmlformats-officedocument.theme+xml',
  };
  const files: Record<string, string> = {};
  slides.forEach(({ title, lines }, index) => {
    const part = `slides/slide${index + 1}.xml`;
    overrides[`/ppt/${part}`] = type('slide');
    files[`ppt/${part}`] = slideXml(title, lines);
    files[`ppt/slides/_rels/slide${index + 1}.xml.rels`] = relationships([
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
    ]);
  });
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 2}"/>`).join('');
  const targets = slides.map((_, index) => ['slide', `slides/slide${index + 1}.xml`] as const);
  return archive({
    '[Content_Types].xml': contentTypes('<Default Extension="xml" ContentType="application/xml"/>', overrides),
    '_rels/.rels': relationships([['officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': `${declaration}<p:presentation ${slideNs}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="9144000" cy="5143500"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships([['slideMaster', 'slideMasters/slideMaster1.xml'], ...targets]),
    ...masterFiles,
    ...files,
  });
}

function slidesOf(content: Content): { title: string; lines: string[] }[] {
  const slides = [{ title: content.title, lines: [fictive] }];
  for (const block of content.blocks) {
    if (block.kind === 'heading') slides.push({ title: block.text, lines: [] });
    else if (block.kind === 'table')
      slides.at(-1)?.lines.push(...block.rows.map((cells) => cells.map(written).join(' – ')));
    else slides.at(-1)?.lines.push(...proseOf(block));
  }
  return slides;
}

function slideXml(title: string, lines: readonly string[]): string {
  const heading = textBox([title], { id: 2, top: 300000, height: 800000, size: 2800 });
  const body = textBox(lines.length > 0 ? lines : [' '], { id: 3, top: 1200000, height: 3500000, size: 1600 });
  return `${declaration}<p:sld ${slideNs}><p:cSld><p:spTree>${emptyTree}${heading}${body}</p:spTree></p:cSld></p:sld>`;
}

function textBox(
  lines: readonly string[],
  { id, top, height, size }: { id: number; top: number; height: number; size: number },
): string {
  const place = `<a:xfrm><a:off x="457200" y="${top}"/><a:ext cx="8229600" cy="${height}"/></a:xfrm>`;
  const paragraphs = lines.map(
    (line) => `<a:p><a:r><a:rPr lang="nl-BE" sz="${size}"/><a:t>${xml(line)}</a:t></a:r></a:p>`,
  );
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Tekst ${id}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>${paragraphs.join('')}</p:txBody></p:sp>`;
}
