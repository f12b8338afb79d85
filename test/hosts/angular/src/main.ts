import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { RouterOutlet, provideRouter } from '@angular/router';
import { Dashboard } from './dashboard';
import { Figure } from './figure';

@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
class App {}

const routes = [
  { path: '', component: Dashboard },
  { path: 'figure', component: Figure },
];

bootstrapApplication(App, { providers: [provideRouter(routes)] });
