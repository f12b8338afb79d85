import { expect, fixture, html } from '@open-wc/testing';
import { pictureSvg, svgText, svgToPng, type PictureParts } from './svg-export.js';

async function parts(set: Partial<PictureParts> = {}): Promise<PictureParts> {
  const drawing = await fixture<SVGSVGElement>(
    html`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
      <rect width="200" height="100" fill="red" />
    </svg>`,
  );
  return {
    title: 'Usage',
    subtitle: 'Views per month',
    drawing,
    legend: [
      { label: 'Books', color: 'rgb(0, 0, 255)' },
      { label: 'Maps', color: 'rgb(0, 128, 0)' },
    ],
    theme: { text: 'black', muted: 'gray', surface: 'white', font: 'sans-serif' },
    ...set,
  };
}

const texts = (svg: SVGSVGElement): string[] => [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);

describe('pictureSvg', () => {
  it('contains the heading, the subtitle, the drawing and the legend', async () => {
    const svg = pictureSvg(await parts());
    expect(texts(svg)).to.deep.equal(['Usage', 'Views per month', 'Books', 'Maps']);
    expect(svg.querySelector('svg')!.querySelector('rect')!.getAttribute('fill')).to.equal('red');
    expect([...svg.querySelectorAll('g > rect')].map((each) => each.getAttribute('fill'))).to.deep.equal([
      'rgb(0, 0, 255)',
      'rgb(0, 128, 0)',
    ]);
  });

  it('makes the picture large enough for its legend', async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ label: `Kind number ${i}`, color: 'blue' }));
    const few = pictureSvg(await parts());
    const svg = pictureSvg(await parts({ legend: many }));
    expect(Number(few.getAttribute('width'))).to.be.above(200);
    const lowest = Math.max(
      ...[...svg.querySelectorAll('g')].map((each) => Number(/ ([\d.]+)\)/.exec(each.getAttribute('transform')!)![1])),
    );
    expect(Number(svg.getAttribute('height'))).to.be.above(lowest + 10);
  });

  it('escapes text and is well-formed', async () => {
    const title = '</text><script>alert(1)</script> & "co"';
    const file = svgText(pictureSvg(await parts({ title })));
    const read = new DOMParser().parseFromString(file, 'image/svg+xml');
    expect(read.querySelector('parsererror, script')).to.equal(null);
    expect(read.querySelector('text')!.textContent).to.equal(title);
  });
});

describe('pictureSvg with characters that XML does not allow', () => {
  it('pictureSvg removes control characters and halves of surrogate pairs', async () => {
    const svg = pictureSvg(await parts({ title: 'Us\u0000age \ud83d', subtitle: '\u0007', legend: [] }));
    const read = new DOMParser().parseFromString(svgText(svg), 'image/svg+xml');
    expect(read.querySelector('parsererror')).to.equal(null);
    expect(read.querySelector('text')!.textContent).to.equal('Usage ');
    expect((await svgToPng(svg)).type).to.equal('image/png');
  });
});

describe('svgToPng', () => {
  it('returns an image with two pixels for each pixel of the page', async () => {
    const svg = pictureSvg(await parts());
    const png = await createImageBitmap(await svgToPng(svg));
    expect([png.width, png.height]).to.deep.equal(
      ['width', 'height'].map((name) => 2 * Number(svg.getAttribute(name))),
    );
  });
});
