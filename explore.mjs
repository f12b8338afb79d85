import { readFileSync } from 'node:fs';
import { launch, open, textOf } from './test/pages/browser.mjs';
import { startSite } from './test/pages/server.mjs';
const O='/tmp/old/', D=O+'deb/usr/share/javascript/';
const lib=(p)=>readFileSync(p,'utf8').replaceAll('</script','<\\/script');
const S={
 clean:'',
 prototype: lib(D+'prototype/prototype-1.7.3.js'),
 mootools: lib(D+'mootools/mootools-core-nc.js')+';\n'+lib(D+'mootools/mootools-more-nc.js'),
 zone: lib(O+'node_modules/zone.js/bundles/zone.umd.min.js'),
 bluebird: lib(O+'node_modules/bluebird/js/browser/bluebird.min.js')+';window.Promise=window.P||Promise',
 corejs2: lib(O+'node_modules/core-js/client/core.min.js'),
 sugar: lib(O+'node_modules/sugar/sugar-full.js'),
 es6shim: lib(O+'node_modules/es6-shim/es6-shim.min.js'),
 ses: lib(O+'node_modules/ses/dist/lockdown.umd.min.js')+';lockdown({errorTaming:"unsafe",consoleTaming:"unsafe",evalTaming:"unsafe-eval"})',
 freeze: '[Object,Array,Function,String,Number,Promise,Map,Set,Date,Error,RegExp].forEach(c=>{Object.freeze(c);Object.freeze(c.prototype)})',
 arrayFrom:'Array.from=(it)=>{const m=[];for(let i=0;i<(it?.length??0);i++)m.push(it[i]);return m}',
 toJSON:`for (const C of [Array,String,Number,Boolean,Date,Object]) C.prototype.toJSON=function(){return '"x"'}`,
 arrToJSON:`Array.prototype.toJSON=function(){return '['+this.map(x=>JSON.stringify(x)).join(',')+']'}`,
 stringify:`JSON.stringify=(v)=>'{"old":1}'`,
 enumArr:`Array.prototype.each=function(f){for(let i=0;i<this.length;i++)f(this[i])};Array.prototype.remove=function(){};`,
 enumObj:`Object.prototype.extend=function(o){for(const k in o)this[k]=o[k];return this};Object.prototype.each=function(){};Object.prototype.type='x';Object.prototype.data=[1];Object.prototype.title='old';Object.prototype.name='n';Object.prototype.value=3`,
 flatMap:'Array.prototype.flatMap=function(f){return this.map(f)}',
 reduce:'Array.prototype.reduce=function(){return this.length>1?this:this[0]}',
 find:'Array.prototype.find=function(v){return this.indexOf(v)}',
 includes:'Array.prototype.includes=function(f){return typeof f==="function"&&this.some(f)}',
 entries:'Array.prototype.entries=function(){return this.slice()};Array.prototype.keys=function(){return Object.keys(this)};',
 at:'Array.prototype.at=function(i){return this[i]}; String.prototype.at=function(i){return this.charCodeAt(i)}',
 map:'Array.prototype.map=function(f){const o=[];for(const x of this){const y=f(x);if(y!=null)o.push(y)}return o}',
 filter:'Array.prototype.filter=function(f){const o=[];for(let i=0;i<this.length;i++)if(f(i,this[i]))o.push(this[i]);return o}',
 objKeys:'Object.keys=o=>{const r=[];for(const k in o)r.push(k);return r}; Object.prototype.foo=1',
 objEntries:'Object.entries=o=>Object.keys(o);Object.fromEntries=a=>({});Object.values=o=>[]',
 assign:'Object.assign=(a,b)=>({...a,...b})',
 replaceAll:'String.prototype.replaceAll=function(a,b){return this.replace(a,b)};String.prototype.trim=function(c){return this}',
 split:'String.prototype.includes=function(a){return false}; String.prototype.startsWith=function(){return true}; String.prototype.padStart=function(){return ""+this}',
 bind:'Function.prototype.bind=function(o){const f=this;return function(){return f.apply(o,[])}}',
 event:'window.Event=function(t){this.type=t};window.CustomEvent=function(t,o){const e=document.createEvent("CustomEvent");e.initCustomEvent(t,false,false,undefined);return e}',
 promise:'window.Promise=class P{constructor(f){f(()=>{},()=>{})}then(){return this}static resolve(){return new P(()=>{})}static all(){return new P(()=>{})}}',
 fetch:'window.fetch=()=>undefined',
 fetch2:'window.fetch=async()=>({ok:true,text:()=>"x"})',
 fetch3:'{const f=fetch;window.fetch=function(u,o){return f(u,o).then(r=>({status:r.status,ok:r.ok,json:()=>r.json(),text:()=>r.text(),headers:{get:()=>null}}))}}',
 mapPoly:'window.Map=class{constructor(){this.k=[]}get(){}set(){}};window.WeakMap=window.Map;window.Set=function(){this.add=()=>{};this.has=()=>false}',
 mapPoly2:'{const M=Map;window.Map=function(){const m=new M;return m}}',
 symbolIt:'Array.prototype[Symbol.iterator]=function(){let i=0;const a=this;return{next:()=>i<a.length?{value:a[i++],done:false}:{done:true}}}',
 raf:'window.requestAnimationFrame=undefined',
 raf2:'window.requestAnimationFrame=f=>{}',
 io:'window.IntersectionObserver=undefined;window.ResizeObserver=undefined',
 io2:'window.IntersectionObserver=class{observe(){}disconnect(){}unobserve(){}};window.ResizeObserver=class{observe(){}disconnect(){}unobserve(){}}',
 url:'window.URL=function(s){this.href=s}; ',
 elem:'Element.prototype.remove=function(){return this.cloneNode()};Element.prototype.closest=function(){return undefined};Element.prototype.matches=function(){return false};Element.prototype.append=function(){};Element.prototype.replaceChildren=function(){}',
 worker:'window.Worker=function(){}',
 num:'Number.isFinite=()=>false;Number.isInteger=()=>false;Math.max=(a,b)=>a>b?a:b;Math.min=(a,b)=>a<b?a:b;Math.hypot=undefined',
 isArray:'Array.isArray=o=>o instanceof Array && o.constructor===Object',
 date:'{const D=Date;Date.parse=()=>0;Date.prototype.toISOString=function(){return this.toString()};Date.prototype.toJSON=function(){return "d"}}',
 sort:'Array.prototype.sort=function(){return this};Array.prototype.reverse=function(inplace){return this.slice()};Array.prototype.concat=function(a){this.push(...a);return this}',
 regexp:'RegExp.escape=1; RegExp.prototype.exec=function(){return null}',
 clob:null,
};
const CLOB=`<form name="head"></form><form name="body"></form><input id="stats"><img name="cookie"><img name="currentScript"><form name="documentElement"><input name="children"></form><form name="querySelector"></form><form name="querySelectorAll"></form><form name="getElementById"></form><form name="defaultView"></form><form name="createElement"></form><form name="createTreeWalker"></form><form name="importNode"></form><form name="createComment"></form><form name="addEventListener"></form><form name="baseURI"></form><form name="hidden"></form><form name="readyState"></form><form name="adoptedStyleSheets"></form><form name="activeElement"></form><form name="fonts"></form><a id="origin"></a><a id="fetch"></a><a id="name"></a><a id="trustedTypes"></a><a id="litElementVersions"></a><a id="reactiveElementPolyfillSupport"></a><a id="litHtmlPolyfillSupport"></a><a id="ShadyCSS"></a><a id="ShadyDOM"></a><a id="process"></a><a id="litIssuedWarnings"></a><a id="scheduler"></a><a id="vega"></a><a id="define"></a><a id="module"></a><a id="exports"></a><a id="global"></a><a id="litHtmlVersions"></a><a id="reactiveElementVersions"></a>`;
const BODY=`<stats-figure id=a src="/api/stats-dashboard" metric="views" today="2026-06-15" range="2026-01-01/2026-03-31" compare="previous"></stats-figure>
<stats-timeline src="/api/stats-dashboard" metrics="views" today="2026-06-15" range="2026-01-01/2026-03-31"></stats-timeline>
<stats-dashboard src="/api/stats-dashboard" tab="usage" today="2026-06-15" range="2026-01-01/2026-03-31"></stats-dashboard>`;
const only=process.argv[2]?.split(',');const entry=process.env.ENTRY??'define';
const browser=await launch(); const site=await startSite();
let clean;
for (const order of (process.env.ORDER??'before').split(',')) for (const [n,s] of Object.entries(S)) {
  if (only&&n!=='clean'&&!only.includes(n)) continue;
  const mod=`<script type="module" src="/dist/${entry}.js"></script>`;
  const own=s===null?'':`<script>try{${s}}catch(e){console.log('LIB FAILED',e.message)}</script>`;
  const late=`<script type="module">try{${s??''}}catch(e){console.log('LIB FAILED',e.message)}</script>`;
  // after: script of the page that runs once ours has been evaluated
  const html=`<!doctype html><html lang=en><meta charset=utf-8><title>p</title>${order==='before'?own+mod:mod+late}<body>${s===null?CLOB:''}${BODY}`;
  const page=await browser.newPage({viewport:{width:1280,height:900}});
  const errs=[];page.on('pageerror',e=>errs.push(e?.message?.slice(0,140)));page.on('console',m=>errs.push('LOG '+m.text().slice(0,140)));
  await page.addInitScript(()=>{const add=EventTarget.prototype.addEventListener;window.__e=[];const P=Array.prototype.push;add.call(document,'stats-error',e=>P.call(window.__e,(e.detail?.reason)+': '+e.detail?.message))});
  await page.goto(site.page(html));
  // wait by time here: this is an exploration
  await page.waitForTimeout(+(process.env.WAIT??4500));
  const cdp=await page.context().newCDPSession(page);
  const snap=await cdp.send('DOM.getDocument',{depth:-1,pierce:true}).catch(e=>({}));
  let t='';const walk=(x)=>{if(x.nodeName==='STYLE'||x.nodeName==='SCRIPT')return; if(x.nodeType===3)t+=x.nodeValue+' ';for(const c of [...(x.shadowRoots??[]),...((x.shadowRoots?.length)?[]:x.children??[])])walk(c)};
  if(snap.root)walk(snap.root); t=t.replace(/\s+/g,' ');
  if(n==='clean')clean=t;
  const e=await page.evaluate('window.__e.join(" | ")').catch(e=>'EVAL '+e.message.slice(0,80));
  const fr=await page.evaluate('document.querySelectorAll("iframe").length').catch(()=>'?');const words=(x)=>new Set(x.split(' '));
  const missing=[...words(clean)].filter(w=>!words(t).has(w)).length;
  console.log(`${order} ${n.padEnd(11)} f${fr} ${t===clean?'SAME':'DIFF miss '+missing+' len '+t.length+'/'+clean.length} | ERR ${String(e).slice(0,300)} | PAGE ${[...new Set(errs)].slice(0,4).join(' ; ')}`);
  if(t!==clean){const a=t.split(' '),b=clean.split(' ');let i=0;while(a[i]===b[i])i++;console.log('   @',i,a.slice(i-5,i+6).join(' '),'<>',b.slice(i-5,i+6).join(' '))}if(process.env.TEXT&&t!==clean)console.log('   ',t.slice(0,700));
  if(process.env.SHOT)await page.screenshot({path:`/tmp/probe/${n}-${order}.png`,fullPage:true});
  await page.close();
}
await browser.close();site.close();
